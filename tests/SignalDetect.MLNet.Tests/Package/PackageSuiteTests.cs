using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using Xunit;

namespace SignalDetect.MLNet.Tests.Package;

/// <summary>What a detector of the package keeps beside the native ones' suite, over saves that are renewed; a new one enters with no edit here.</summary>
public sealed class PackageSuiteTests
{
    private const int Seed = 11;
    private const int Windows = 1100;   // past two saves

    public static TheoryData<string> Names => [.. Detectors.Names];

    public static TheoryData<string> WithRows => [.. Detectors.Names.Where(name => Detectors.Make(name) is IMLNetDetector)];

    [SuiteTheory]
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

    [SuiteTheory]
    [MemberData(nameof(WithRows))]
    public void Advance_ManyStreamsAtOnce_SaysTheSameAsOneByOne(string name)
    {
        const int Streams = 5;
        var (one, all) = (Detectors.Catalogue(name), Detectors.Catalogue(name));
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

    // The same for the same number, so that streams can be made of them in any order.
    private static Observation Window(int i)
    {
        var random = new Random(Seed + i);
        var value = Enumerable.Range(0, 40).Count(_ => random.NextDouble() < .25);
        return new Observation(value, 10, 10, (value - 10) / Math.Sqrt(7.5), true);
    }
}
