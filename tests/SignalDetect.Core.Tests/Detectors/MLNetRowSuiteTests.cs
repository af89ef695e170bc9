using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.MLNet;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>What every detector with ML.NET's rows keeps on the values of any series; a new one enters with no edit here.</summary>
public sealed class MLNetRowSuiteTests
{
    private const int Seed = 5;

    public static TheoryData<string> Names => [.. DetectorList.Names.Where(name => Make(name) is not null)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_ManyStreamsWithGaps_AreThoseOfOneAtATime(string name)
    {
        const int Streams = 101;
        var detector = Make(name)!;
        var random = new Random(Seed);
        var states = Enumerable.Range(0, Streams).Select(_ => Begun(detector)).ToArray();
        var together = states.SelectMany(state => state).ToArray();
        var (rows, row) = (new MLNetRow[Streams], new MLNetRow[1]);
        for (var step = 0; step < 260; step++)
        {
            double[] values = [.. Enumerable.Range(0, Streams).Select(i => random.Next(20) == 0 ? double.NaN : 5 * i + MadeStream.Normal(random))];
            detector.Advance(together, values, rows);
            for (var i = 0; i < Streams; i++)
            {
                Make(name)!.Advance(states[i], values.AsSpan(i, 1), row);
                Assert.Equal(row[0], rows[i]);
            }
        }

        Assert.Equal(states.SelectMany(state => state), together);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_AnyValue_HaveNoNaNButForOneAndAreLeftBehind(string name)
    {
        var detector = Make(name)!;
        var random = new Random(Seed);
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0, 1e30, 3e38, -3e38];
        foreach (var one in odd)
        {
            var state = Begun(detector);
            for (var step = 0; step < 800; step++)
            {
                var value = step is >= 300 and < 310 || step == 450 ? one : MadeStream.Normal(random);
                var row = new MLNetRow[1];
                detector.Advance(state, [value], row);
                Assert.True(double.IsNaN(value) || !double.IsNaN(row[0].PValue) && !double.IsNaN(row[0].Martingale), $"seed {Seed}, {one}: {value} at {step} {row[0]}");
                Assert.InRange(row[0].PValue is double.NaN ? 1 : row[0].PValue, 1e-8, 1);
            }

            var alerts = 0;
            for (var step = 0; step < 200; step++)
            {
                var row = new MLNetRow[1];
                detector.Advance(state, [step % 100 == 99 ? 60 : MadeStream.Normal(random)], row);
                if (step % 100 == 99 && row[0].PValue < 1e-3) alerts++;
            }

            Assert.True(alerts == 2, $"seed {Seed}, {one}: {alerts} of 2 seen in the end");
        }
    }

    private static IMLNetDetector? Make(string name) => DetectorList.Make(name, new Preset { Name = "x" }, 300) as IMLNetDetector;

    private static double[] Begun(IMLNetDetector detector)
    {
        var state = new double[detector.StateLength];
        detector.Start(state);
        return state;
    }
}
