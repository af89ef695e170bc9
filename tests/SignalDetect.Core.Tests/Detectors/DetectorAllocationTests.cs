using SignalDetect.Core.Detectors;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class DetectorAllocationTests
{
    private const int Streams = 20;

    public static TheoryData<string> Names => [.. DetectorList.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Advance_StreamsThatAreNoLongerNew_AllocatesNothing(string name)
    {
        const int Windows = 600;   // longer than any trains
        var detector = Suite.Make(name);
        var (length, random, scores) = (detector.StateLength, new Random(5), new DetectorScore[Streams]);
        var states = new double[Streams * length];
        for (var i = 0; i < Streams; i++) detector.Start(states.AsSpan(i * length, length));
        var windows = Enumerable.Range(0, 2 * Windows)
            .Select(_ => Enumerable.Range(0, Streams).Select(_ => new Observation(10, 10, 10, MadeStream.Normal(random), true)).ToArray()).ToArray();
        foreach (var seen in windows[..Windows]) detector.Advance(new StreamStates(states, length), seen, scores);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = Windows; i < windows.Length; i++)
        {
            detector.Advance(new StreamStates(states, length), windows[i], scores);
            detector.Advance(states.AsSpan(0, length), windows[i][0]);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
