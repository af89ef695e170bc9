using SignalDetect.Core.Detectors.MLNet;
using SignalDetect.MLNet.Series;
using Xunit;

namespace SignalDetect.MLNet.Tests.Series;

public sealed class SeriesFoldTests
{
    private const int Seed = 5;

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Advance_LongSeries_IsTheSeriesItself(int training)
    {
        var (kind, values) = (new CountedKind(training), Values(1500));
        using var fold = new SeriesFold(kind);

        var rows = Run(fold, new double[fold.StateLength], values);

        Assert.All(rows[..training], row => Assert.Null(row));
        Assert.Equal(Plain(kind, training, values), rows[training..]);
        Assert.Equal(0, kind.Loads);   // it was live all the time
    }

    [Fact]
    public void Advance_CopiesThatPart_EachGoesItsWay()
    {
        var kind = new CountedKind();
        using var fold = new SeriesFold(kind);
        var (begin, left, right) = (Values(600), Values(600, Seed + 1), Values(600, Seed + 2));
        var state = new double[fold.StateLength];
        Run(fold, state, begin);
        var copy = (double[])state.Clone();

        var (inLeft, inRight) = (new List<MLNetRow?>(), new List<MLNetRow?>());
        for (var i = 0; i < left.Length; i++)
        {
            inLeft.Add(fold.Advance(state, left[i]));
            inRight.Add(fold.Advance(copy, right[i]));
        }

        Assert.Equal(Plain(kind, 0, [.. begin, .. left])[begin.Length..], inLeft);
        Assert.Equal(Plain(kind, 0, [.. begin, .. right])[begin.Length..], inRight);
        Assert.Equal(1, kind.Loads);   // the copy's, once
    }

    [Fact]
    public void Advance_MoreStreamsThanLive_SaysTheSame()
    {
        var kind = new CountedKind();
        using var fold = new SeriesFold(kind, mostLive: 4);
        var states = Enumerable.Range(0, 11).Select(_ => new double[fold.StateLength]).ToArray();
        var values = states.Select((_, stream) => Values(300, Seed + stream / 2)).ToArray();   // every two have the same values
        var rows = states.Select(_ => new List<MLNetRow?>()).ToArray();
        for (var i = 0; i < 300; i++)
            for (var stream = 0; stream < states.Length; stream++)
                rows[stream].Add(fold.Advance(states[stream], values[stream][i]));

        for (var stream = 0; stream < states.Length; stream++) Assert.Equal(Plain(kind, 0, values[stream]), rows[stream]);
        Assert.Equal(states[0], states[1]);
    }

    [Fact]
    public void Advance_ManyThreads_SaysTheSame()
    {
        var kind = new CountedKind();
        using var fold = new SeriesFold(kind, mostLive: 8);
        var values = Enumerable.Range(0, 24).Select(stream => Values(600, Seed + stream / 3)).ToArray();
        var rows = new MLNetRow?[values.Length][];

        Parallel.For(0, values.Length, stream => rows[stream] = Run(fold, new double[fold.StateLength], values[stream]));

        for (var stream = 0; stream < values.Length; stream++) Assert.Equal(Plain(kind, 0, values[stream]), rows[stream]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Advance_EveryValueInAnotherFold_HasTheSameRowsAndBytes(int training)
    {
        using var one = new SeriesFold(new CountedKind(training));
        var (live, cold) = (new double[one.StateLength], new double[one.StateLength]);
        foreach (var value in Values(700))
        {
            using var another = new SeriesFold(new CountedKind(training));
            Assert.Equal(one.Advance(live, value), another.Advance(cold, value));
            Assert.Equal(live, cold);
            Assert.All(live, number => Assert.True(double.IsFinite(number)));
        }
    }

    [Fact]
    public void Advance_WindowAlone_NeedsNoSave()
    {
        using var one = new SeriesFold(new WindowKind(200));
        var (live, cold) = (new double[one.StateLength], new double[one.StateLength]);
        var values = Values(1300);
        values[600] = double.NaN;
        values[900] = double.PositiveInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            using var another = new SeriesFold(new WindowKind(200));
            Assert.Equal(one.Advance(live, values[i]), another.Advance(cold, values[i]));
            Assert.Equal(live, cold);
            Assert.All(live, number => Assert.True(double.IsFinite(number)));
        }
    }

    [Fact]
    public void Advance_NaN_ChangesNothing()
    {
        var kind = new CountedKind();
        using var fold = new SeriesFold(kind);
        var state = new double[fold.StateLength];
        Run(fold, state, Values(20));
        var before = (double[])state.Clone();

        Assert.Equal(new MLNetRow(false, double.NaN, double.NaN, 0), fold.Advance(state, double.NaN));
        Assert.Equal(before, state);
    }

    [Fact]
    public void Advance_SaveLongerThanAny_SaysSo()
    {
        var kind = new CountedKind();
        using var fold = new SeriesFold(kind);
        kind.SavedLength = 5000;

        var thrown = Assert.Throws<InvalidOperationException>(() => Run(fold, new double[fold.StateLength], Values(1000)));

        Assert.Contains("5000 bytes", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_TooMany_LetsTheOldestGo()
    {
        var kind = new CountedKind();
        using var pool = new LiveSeriesPool(2);
        for (ulong i = 0; i < 5; i++) pool.Put(new History(i, 1), kind.Begin([]));

        Assert.Equal(3, kind.Disposed);
        Assert.Null(pool.Take(new History(2, 1)));
        Assert.NotNull(pool.Take(new History(3, 1)));
        Assert.Null(pool.Take(new History(3, 1)));
        Assert.NotNull(pool.Take(new History(4, 1)));
    }

    private static MLNetRow?[] Run(SeriesFold fold, double[] state, double[] values) => [.. values.Select(value => fold.Advance(state, value))];

    private static MLNetRow?[] Plain(CountedKind kind, int training, double[] values)
    {
        using var series = kind.Begin([.. values[..training].Select(value => (float)value)]);
        return [.. values[training..].Select(value => (MLNetRow?)series.Advance((float)value))];
    }

    private static double[] Values(int count, int seed = Seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 10 * random.NextDouble() - 5)];
    }
}
