using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>Batches of one length, as many at once as a lane has numbers, with the room to work in.</summary>
internal sealed class SrCnnBatches<T>
    where T : unmanaged, ILane<T>
{
    private const double LeastAverage = 1e-8;
    private static readonly int Lanes = Unsafe.SizeOf<T>() / sizeof(double);
    private readonly SrCnnSettings settings;
    private readonly SpectralResidual<T> residual;
    private readonly Moments<T> moments;
    private readonly ExpectedValues<T>? expected;
    private readonly SrCnnBatch[] batches = new SrCnnBatch[Lanes];
    private readonly T[] real;
    private readonly T[] imaginary;
    private readonly T[] magnitude;
    private readonly T[] score;
    private readonly T[] work;

    public SrCnnBatches(int points, SrCnnSettings settings)
    {
        (Points, this.settings) = (points, settings);
        residual = new SpectralResidual<T>(points, ResidualShape.Entire);
        moments = new Moments<T>(settings.MLNetCompatible);
        real = new T[residual.Length];
        imaginary = new T[residual.Length];
        magnitude = new T[residual.Length];
        score = new T[residual.Length];
        work = new T[residual.WorkLength];
        for (var b = 0; b < Lanes; b++) batches[b] = new SrCnnBatch(points, settings);
        if (settings is { Mode: not SrCnnMode.AnomalyOnly, Period: 0 }) expected = new ExpectedValues<T>(points);
    }

    /// <summary>Values of a batch.</summary>
    public int Points { get; }

    /// <summary>Judges batches that follow each other.</summary>
    public void Run(ReadOnlySpan<double> values, int count, Span<SrCnnRow> rows)
    {
        Enter(values, count);
        residual.Run(real, imaginary, magnitude, score, work);
        Settle();
        Elementwise.Score<T>(magnitude, score, LeastAverage, score);
        if (settings.Mode == SrCnnMode.AnomalyOnly) Alone(values, count, rows);
        else Bounded(values, count, rows);
    }

    private void Enter(ReadOnlySpan<double> values, int count)
    {
        var flat = Flat(real);
        Lay(flat, values, count);
        moments.Of(real.AsSpan(0, Points));
        var mended = false;
        for (var b = 0; b < count; b++) mended |= batches[b].Enter(Slice(values, b), moments.Fine(b));
        if (mended)
        {
            for (var b = 0; b < count; b++) LayOne(flat, b, batches[b].Series(Slice(values, b)));
            moments.Of(real.AsSpan(0, Points));
        }

        if (settings.Period == 0) return;
        for (var b = 0; b < count; b++) LayOne(flat, b, batches[b].WithoutSeason(Slice(values, b)));
    }

    // Side by side, point by point: eight series are read at once and one is written.
    private void Lay(Span<double> flat, ReadOnlySpan<double> values, int count)
    {
        for (int i = 0, at = 0; i < Points; i++, at += Lanes)
            for (int b = 0, from = i; b < count; b++, from += Points)
                flat[at + b] = values[from];
    }

    private static void LayOne(Span<double> flat, int b, ReadOnlySpan<double> series)
    {
        for (var i = 0; i < series.Length; i++) flat[i * Lanes + b] = series[i];
    }

    // ML.NET: the trailing average of the first twelve points is that of the eleventh.
    private void Settle() => score.AsSpan(0, SrCnnEntire.LeastPoints).Fill(score[SrCnnEntire.LeastPoints - 2]);

    private void Alone(ReadOnlySpan<double> values, int count, Span<SrCnnRow> rows)
    {
        var scores = Flat(score);
        var magnitudes = Flat(magnitude);
        for (int i = 0, at = 0; i < Points; i++, at += Lanes)
            for (int b = 0, to = i; b < count; b++, to += Points)
            {
                var s = scores[at + b];
                var alert = s > settings.Threshold;
                if (alert && !StandsOut(values, b, i)) (alert, s) = (false, 0);
                rows[to] = new SrCnnRow(alert, s, magnitudes[at + b], double.NaN, double.NaN, double.NaN, double.NaN);
            }

        for (var b = 0; b < count; b++) batches[b].Omit(rows.Slice(b * Points, Points));
    }

    private bool StandsOut(ReadOnlySpan<double> values, int b, int i) => moments.StandsOut(b, batches[b].Judged(Slice(values, b), i));

    private void Bounded(ReadOnlySpan<double> values, int count, Span<SrCnnRow> rows)
    {
        var scores = Flat(score);
        var residuals = Flat(real);
        var magnitudes = Flat(magnitude);
        for (var b = 0; b < count; b++)
        {
            var batch = batches[b];
            var own = rows.Slice(b * Points, Points);
            for (var i = 0; i < Points; i++)
            {
                var at = i * Lanes + b;
                var s = scores[at];
                var alert = s > settings.Threshold;
                if (alert && !StandsOut(values, b, i)) (alert, s) = (false, 0);
                batch.Take(i, alert, s, residuals[at]);
                own[i] = SrCnnRow.None with { Score = 0, Magnitude = magnitudes[at] };
            }

            expected?.Lay(b, batch.WithoutAnomalies(Slice(values, b)));
        }

        expected?.Smooth();
        for (var b = 0; b < count; b++)
        {
            expected?.Give(b, batches[b].Expected);
            batches[b].Finish(Slice(values, b), rows.Slice(b * Points, Points));
        }
    }

    private ReadOnlySpan<double> Slice(ReadOnlySpan<double> values, int b) => values.Slice(b * Points, Points);

    private static Span<double> Flat(T[] lanes) => MemoryMarshal.Cast<T, double>(lanes.AsSpan());
}
