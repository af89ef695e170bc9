using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet.Tests.Package;

/// <summary>What every detector of the package keeps; a new one enters with no edit here.</summary>
public sealed class PackageSuiteTests
{
    private const int Seed = 11;
    private const int Windows = 700;   // twice past a renewed save

    public static TheoryData<string> Names => [.. Detectors.Names];

    [PackageTheory]
    [MemberData(nameof(Names))]
    public void Advance_StateInAnotherDetector_SaysTheSame(string name)
    {
        var one = Detectors.Make(name);
        var (state, copy) = (Detectors.Begun(one), Detectors.Begun(one));
        var other = Detectors.Make(name);
        for (var i = 0; i < Windows; i++)
        {
            if (i % 50 == 17) other = Detectors.Make(name);
            var seen = Window(i);
            Assert.Equal(one.Advance(state, seen), other.Advance(copy, seen));
            Assert.Equal(state, copy);
        }
    }

    [PackageTheory]
    [MemberData(nameof(Names))]
    public void Advance_ManyStreamsAtOnce_SaysTheSameAsOneByOne(string name)
    {
        const int Streams = 5;
        var (one, all) = (Detectors.Make(name), Detectors.Make(name));
        var (states, single) = (new double[Streams * all.StateLength], Enumerable.Range(0, Streams).Select(_ => Detectors.Begun(one)).ToArray());
        var (rows, row) = (new MLNetRow[Streams], new MLNetRow[1]);
        for (var i = 0; i < Windows; i++)
        {
            double[] values = [.. Enumerable.Range(0, Streams).Select(stream => Window(i * (1 + stream / 2)).Value)];
            all.Advance(states, values, rows);
            for (var stream = Streams - 1; stream >= 0; stream--)
            {
                one.Advance(single[stream], values.AsSpan(stream, 1), row);
                Assert.Equal(row[0], rows[stream]);
            }
        }
    }

    [PackageTheory]
    [MemberData(nameof(Names))]
    public void Start_UsedState_IsThatOfANewStream(string name)
    {
        var detector = Detectors.Make(name);
        var used = Detectors.Begun(detector);
        for (var i = 0; i < 300; i++) detector.Advance(used, Window(i));

        detector.Start(used);

        Assert.Equal(Detectors.Begun(detector), used);
    }

    [PackageTheory]
    [MemberData(nameof(Names))]
    public void Advance_AnyResidual_StaysFinite(string name)
    {
        var detector = Detectors.Make(name);
        var state = Detectors.Begun(detector);
        var random = new Random(Seed);
        for (var i = 0; i < 2000; i++)
        {
            var residual = (i / 250 % 4) switch { 0 => 80 * random.NextDouble() - 40, 1 => 0, 2 => i % 60 == 0 ? 40 : random.NextDouble(), _ => double.NaN };
            var score = detector.Advance(state, new Observation(10, 10, 10, residual, true));
            Assert.True(double.IsFinite(score.Nats) && score.Nats >= 0 && !double.IsNaN(score.Score), $"seed {Seed}: {residual} {score}");
            Assert.All(state, number => Assert.True(double.IsFinite(number), $"seed {Seed}: {residual}"));
        }
    }

    [PackageTheory]
    [MemberData(nameof(Names))]
    public void Advance_LastingSurge_IsFarStrongerThanQuiet(string name)
    {
        var detector = Detectors.Make(name);
        var state = Detectors.Begun(detector);
        var quiet = Enumerable.Range(0, 2000).Select(i => detector.Advance(state, Window(i)).Nats).Skip(300).Order().ToArray();

        var surge = Enumerable.Range(0, 10).Max(_ => detector.Advance(state, new Observation(60, 10, 10, 9, true)).Nats);

        Assert.True(surge > 10 && surge > 3 * quiet[(int)(.99 * quiet.Length)], $"seed {Seed}: surge {surge}, quiet {quiet[(int)(.99 * quiet.Length)]} at 99 %");
    }

    // The same for the same number, so that streams can be made of them in any order.
    private static Observation Window(int i)
    {
        var random = new Random(Seed + i);
        var value = Enumerable.Range(0, 40).Count(_ => random.NextDouble() < .25);
        return new Observation(value, 10, 10, (value - 10) / Math.Sqrt(7.5), true);
    }
}
