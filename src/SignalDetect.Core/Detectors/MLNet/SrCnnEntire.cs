using SignalDetect.Core.Detectors.MLNet.Spectral;

namespace SignalDetect.Core.Detectors.MLNet;

/// <summary>
/// ML.NET 5.0.0's DetectEntireAnomalyBySrCnn: the spectral residual of a whole series, batch by batch, with a z-score check of what stands out, an expected value
/// and bounds. Several batches are transformed at once, each with the bits it would have alone. It holds its working room, so it is for one thread at a time; a
/// second series of the same length allocates nothing.
/// </summary>
/// <remarks>
/// Where ML.NET is wrong this does right, unless <see cref="SrCnnSettings.MLNetCompatible"/>: a short last batch's rows stand in their order (ML.NET's are rotated);
/// a series is close to zero by its magnitude (a series about -100 is not); positions of any size are fitted (ML.NET throws where the sum of their squares passes 32
/// bits, and so does the compatible form); NaN and infinities are values not collected, bridged by a line between their neighbours, and their rows have no alert and
/// NaN for score and magnitude (in ML.NET one of them silences its batch, and a NaN makes the margins fail; the compatible form throws
/// <see cref="InvalidOperationException"/>); huge values do not overflow; a last batch that is too short for STL borrows values before it and a series that is too
/// short for it has medians taken (ML.NET throws, and so does the compatible form); fewer than 12 values have no score (ML.NET throws, and so on).
/// </remarks>
public sealed class SrCnnEntire
{
    /// <summary>Values that a batch needs.</summary>
    public const int LeastPoints = 12;

    private readonly SrCnnSettings settings;
    private readonly int leastLast;
    private SrCnnBatches<Several>? several;
    private SrCnnBatches<One>? one;
    private SrCnnRow[] spare = [];

    /// <summary>The detector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public SrCnnEntire(SrCnnSettings settings)
    {
        settings.Check();
        this.settings = settings;
        leastLast = settings is { MLNetCompatible: false, Deseasonality: Presets.Deseasonality.Stl } ? Math.Max(LeastPoints, Stl.LeastCycles * settings.Period) : LeastPoints;
    }

    /// <summary>Says of each value what it is.</summary>
    /// <param name="values">The series.</param>
    /// <param name="rows">One a value.</param>
    /// <exception cref="InvalidOperationException">Only the compatible form: fewer than 12 values, fewer than three for a point of the period, or a NaN where margins are asked for.</exception>
    /// <exception cref="OverflowException">Only the compatible form: an anomaly far into a batch, as in ML.NET.</exception>
    public void Detect(ReadOnlySpan<double> values, Span<SrCnnRow> rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, values.Length, nameof(rows));
        if (values.IsEmpty) return;
        var size = settings.BatchSize == -1 ? values.Length : settings.BatchSize;
        var batches = values.Length / size;
        var last = values.Length % size;
        if ((batches == 0 ? last : size) < LeastPoints)
        {
            if (settings.MLNetCompatible) throw new InvalidOperationException($"a series must contain no less than {LeastPoints} points, not {values.Length}");
            rows[..values.Length].Fill(SrCnnRow.None);
            return;
        }

        Whole(values, size, batches, rows);
        if (last > 0) Last(values, size, batches * size, last, rows[(batches * size)..]);
    }

    private void Whole(ReadOnlySpan<double> values, int size, int batches, Span<SrCnnRow> rows)
    {
        var done = 0;
        for (; batches - done > 1; done += Math.Min(Several.Count, batches - done))
            Sized(ref several, size).Run(values[(done * size)..], Math.Min(Several.Count, batches - done), rows[(done * size)..]);
        if (done < batches) Sized(ref one, size).Run(values[(done * size)..], 1, rows[(done * size)..]);
    }

    // Of a last batch that is too short the values before it are judged again and then left.
    private void Last(ReadOnlySpan<double> values, int size, int from, int last, Span<SrCnnRow> rows)
    {
        var points = last < leastLast && from > 0 ? size : last;
        if (spare.Length < points) spare = new SrCnnRow[points];
        Sized(ref one, points).Run(values[^points..], 1, spare);
        var judged = spare.AsSpan(points - last, last);
        judged.CopyTo(rows);
        if (!settings.MLNetCompatible) return;
        for (var i = 0; i < last; i++) rows[i] = judged[(int)(((long)from + i) % last)];
    }

    private SrCnnBatches<T> Sized<T>(ref SrCnnBatches<T>? batches, int points)
        where T : unmanaged, ILane<T> => batches?.Points == points ? batches : batches = new SrCnnBatches<T>(points, settings);
}
