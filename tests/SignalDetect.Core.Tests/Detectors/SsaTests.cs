using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.Core.Detectors.MLNet.Ssa;
using SignalDetect.Core.Detectors.Presets;
using Xunit;

namespace SignalDetect.Core.Tests.Detectors;

public sealed class SsaTests
{
    private const int Seed = 7;
    private const int Window = 24;
    private const int Training = 168;

    [Fact]
    public void Advance_Gap_KeepsThePhaseUnlikeMlNet()
    {
        double[] values = [.. Days(400).Select((value, i) => i is >= 250 and < 261 ? double.NaN : value)];
        var right = Rows(compatible: false, values);
        Assert.All(right[250..261], row => Assert.True(!row.Alert && double.IsNaN(row.RawScore) && double.IsNaN(row.PValue), $"seed {Seed}"));
        Assert.All(right[261..], row => Assert.InRange(row.RawScore, -3, 3));
        Assert.Contains(Rows(compatible: true, values)[261..275], row => Math.Abs(row.RawScore) > 15);
    }

    [Fact]
    public void Advance_Infinity_IsAGapAndInMlNetNaNUntilItHasLeft()
    {
        var values = Days(400).ToArray();
        values[250] = double.NegativeInfinity;
        var right = Rows(compatible: false, values);
        Assert.Equal((double.NegativeInfinity, 1e-8), (right[250].RawScore, right[250].PValue));
        Assert.All(right[251..], row => Assert.InRange(row.RawScore, -3, 3));
        var mlnet = Rows(compatible: true, values);
        Assert.All(mlnet[250..296], row => Assert.True(double.IsNaN(row.RawScore)));
        Assert.All(mlnet[296..], row => Assert.InRange(row.PValue, 1e-8, 1));
    }

    [Fact]
    public void Advance_WhileTraining_HasNoScoreAndThenIsThatOfTheModel()
    {
        var values = Days(Training + 100).ToArray();
        var rows = Rows(compatible: false, values);
        Assert.All(rows[..Training], row => Assert.Equal(new MLNetRow(false, 0, .5, 0), row));
        var detector = new SsaSpike(new SsaSpikeParameters());
        var state = new double[detector.StateLength];
        detector.Train(state, values);
        for (var i = Training; i < values.Length; i++)
        {
            var row = new MLNetRow[1];
            detector.Advance(state, [values[i]], row);
            Assert.Equal(rows[i], row[0]);
        }
    }

    [Fact]
    public void Train_TooFewValues_GoesOnWithTheNextUnlikeMlNet()
    {
        var values = Days(Training + 50).ToArray();
        foreach (var compatible in (bool[])[false, true])
        {
            var detector = new SsaSpike(new SsaSpikeParameters { MLNetCompatible = compatible });
            var state = new double[detector.StateLength];
            detector.Train(state, values.AsSpan(0, 40));
            MLNetRow[] rows = [.. values[40..].Select(value => Next(detector, state, value))];
            if (compatible) Assert.All(rows.Index(), row => Assert.Equal((float)values[40 + row.Index], row.Item.RawScore));   // its forecast is 0
            else Assert.Equal(Rows(compatible: false, values)[Training..], rows[(Training - 40)..]);
        }
    }

    [Fact]
    public void Advance_NothingButGapsAfterGrowth_StaysInTheRangeOfTraining()
    {
        double[] growing = [.. Enumerable.Range(0, Training).Select(i => Math.Pow(1.2, i))];
        var detector = new SsaSpike(new SsaSpikeParameters());
        var state = new double[detector.StateLength];
        detector.Train(state, growing);
        for (var i = 0; i < 5000; i++) Next(detector, state, double.NaN);
        Assert.All(state, number => Assert.True(double.IsFinite(number)));
        Assert.InRange(Next(detector, state, 0).RawScore, -10 * growing[^1], 10 * growing[^1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(24)]
    [InlineData(48)]
    public void Detect_AnyWindow_IsThePlainRecursion(int window)
    {
        var random = new Random(Seed);
        double[] values = [.. Enumerable.Range(0, 400).Select(i => (double)(float)(50 + 20 * Math.Sin(i * .5) + 5 * MadeStream.Normal(random)))];
        var parameters = new SsaSpikeParameters { TrainingWindow = 150, SeasonalityWindow = window };
        var (right, batch) = (new MLNetRow[values.Length], new MLNetRow[values.Length]);
        new SsaSpike(parameters).Detect(values, right);
        new SsaSpike(parameters with { MLNetCompatible = true }).Detect(values, batch);
        var plain = new PlainRecursion(SsaModel.Train([.. values[..150].Select(value => (float)value)], window));
        for (var i = 0; i < values.Length; i++)
        {
            var error = values[i] - plain.Next;
            plain.Consume((float)values[i]);
            Assert.Equal(error, batch[i].RawScore);   // eight lanes at a time and one by one: the same bits
            Assert.True(Math.Abs(error - right[i].RawScore) < 1e-4, $"seed {Seed}, {i}: {right[i].RawScore}, one by one {error}");
        }
    }

    private static MLNetRow[] Rows(bool compatible, double[] values)
    {
        var detector = new SsaSpike(new SsaSpikeParameters { MLNetCompatible = compatible });
        var state = new double[detector.StateLength];
        return [.. values.Select(value => Next(detector, state, value))];
    }

    private static MLNetRow Next(SsaSpike detector, double[] state, double value)
    {
        var row = new MLNetRow[1];
        detector.Advance(state, [value], row);
        return row[0];
    }

    private static IEnumerable<double> Days(int hours)
    {
        var random = new Random(Seed);
        return Enumerable.Range(0, hours).Select(hour => 30 * Math.Sin(2 * Math.PI * hour / Window) + .5 * MadeStream.Normal(random));
    }
}
