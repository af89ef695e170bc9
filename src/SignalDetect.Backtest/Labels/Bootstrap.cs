namespace SignalDetect.Backtest.Labels;

/// <summary>
/// Percentile bootstrap intervals of the figures at 95 % (Efron and Tibshirani 1993, 13.3). What is drawn again is whole streams where there are at least ten,
/// since rows and outages of one stream hang together; else weeks of streams, each with the labels and alarms that begin in it. The draws come from a fixed seed
/// and are the same ones for every threshold.
/// </summary>
internal sealed class Bootstrap
{
    /// <summary>The seed of the draws.</summary>
    public const ulong Seed = 20260125;

    /// <summary>The share of the draws between the ends of an interval.</summary>
    public const double Level = 0.95;

    private const int EnoughStreams = 10;
    private const int MostDraws = 1000;
    private const int FewestDraws = 200;
    private const int MostPicks = 2_000_000;
    private const long WeekMs = 604_800_000;

    private readonly List<(int Stream, long From, long To)> units = [];

    /// <param name="spans">First and last moment of each stream, Unix milliseconds.</param>
    public Bootstrap(IReadOnlyList<(long First, long End)> spans)
    {
        OverStreams = spans.Count >= EnoughStreams;
        for (var stream = 0; stream < spans.Count; stream++)
        {
            if (OverStreams) units.Add((stream, long.MinValue, long.MaxValue));
            else Weeks(stream, spans[stream]);
        }

        Draws = Math.Clamp(MostPicks / Math.Max(1, units.Count), FewestDraws, MostDraws);
    }

    /// <summary>True where streams are drawn, false where weeks of streams are.</summary>
    public bool OverStreams { get; }

    /// <summary>How many draws there are.</summary>
    public int Draws { get; }

    /// <summary>The intervals for streams held against their labels.</summary>
    /// <param name="streams">In the order of the spans.</param>
    public FigureIntervals Of(IReadOnlyList<HeldStream> streams)
    {
        var parts = units.Select(unit => Part.Of(streams[unit.Stream], unit.From, unit.To)).ToArray();
        var (recall, precision, alarms, wrong, delay) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var chance = new Random(unchecked((int)Seed));
        var delays = new List<double>();
        for (var draw = 0; draw < Draws && parts.Length > 0; draw++)
        {
            var sum = default(Part);
            delays.Clear();
            for (var pick = 0; pick < parts.Length; pick++)
            {
                var part = parts[chance.Next(parts.Length)];
                sum += part;
                delays.AddRange(part.Delays);
            }

            if (sum.Labels > 0) recall.Add((double)delays.Count / sum.Labels);
            if (sum.Right + sum.Wrong > 0) precision.Add((double)sum.Right / (sum.Right + sum.Wrong));
            if (sum.Weeks > 0) alarms.Add(sum.Alarms / sum.Weeks);
            if (sum.Weeks > 0) wrong.Add(sum.Wrong / sum.Weeks);
            if (delays.Count == 0) continue;
            delays.Sort();
            delay.Add(Percentile.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(delays), 50));
        }

        return new FigureIntervals(Middle(recall), Middle(precision), Middle(alarms), Middle(wrong), Middle(delay));
    }

    private Interval? Middle(List<double> values)
    {
        if (values.Count < Draws / 2 || values.Count == 0) return null;
        values.Sort();
        var sorted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values);
        return new Interval(Percentile.Of(sorted, 50 * (1 - Level)), Percentile.Of(sorted, 50 * (1 + Level)));
    }

    private void Weeks(int stream, (long First, long End) span)
    {
        for (var from = span.First; from < span.End; from += WeekMs)
            units.Add((stream, from == span.First ? long.MinValue : from, from + WeekMs >= span.End ? long.MaxValue : from + WeekMs));
    }

    /// <summary>What a unit holds.</summary>
    private readonly record struct Part(int Labels, int Alarms, int Right, int Wrong, double Weeks, double[] Delays)
    {
        /// <summary>A stream's part between two times. Collected time is spread evenly over the stream's span.</summary>
        public static Part Of(HeldStream stream, long from, long to)
        {
            var labels = stream.Labels.Where(one => one.Label.Counts && one.Label.Start >= from && one.Label.Start < to).ToArray();
            var alarms = stream.Alarms.Where(alarm => alarm.Start >= from && alarm.Start < to).ToArray();
            var share = (double)(Math.Min(to, stream.End) - Math.Max(from, stream.First)) / (stream.End - stream.First);
            return new Part(
                labels.Length, alarms.Length, alarms.Count(alarm => alarm.Verdict == AlarmVerdict.Right), alarms.Count(alarm => alarm.Verdict == AlarmVerdict.False),
                stream.Weeks * share, [.. labels.Select(one => one.DelayMinutes).OfType<double>()]);
        }

        public static Part operator +(Part one, Part other) => new(
            one.Labels + other.Labels, one.Alarms + other.Alarms, one.Right + other.Right, one.Wrong + other.Wrong, one.Weeks + other.Weeks, []);
    }
}
