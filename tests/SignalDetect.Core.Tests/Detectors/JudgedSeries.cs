using System.Globalization;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Tests.Golden;
using SignalDetect.Testing;

namespace SignalDetect.Core.Tests.Detectors;

/// <summary>What the reference detector says of one window.</summary>
/// <param name="Value">NaN where it was not collected.</param>
internal readonly record struct ReferenceRow(long Time, double Value, double Expected, double Lower, double Upper, double Score, double PValue, bool Alert);

/// <summary>A made series with the reference detector's rows.</summary>
internal sealed record JudgedSeries(string Name, int Step, IReadOnlyList<ReferenceRow> Rows)
{
    /// <summary>
    /// The default preset as it was when the reference recorded its rows. The default has left it since in four places: an outage teaches the tails in full
    /// (fewer other alarms, nothing lost), the over-dispersion is weighed by the rate (a clump of reports in a young stream's night blinded it for the day),
    /// a measurement's scale counts for known only as far as it was seen, and a score of 1/2 is an alarm's for windows of any length.
    /// </summary>
    public static Preset Reference()
    {
        var preset = Preset.Load(Repository.File("models/presets/default.json"));
        return preset with
        {
            Witnesses = [],
            Calibration = preset.Calibration with { TaughtWindows = 9 },
            Dispersion = preset.Dispersion with { WeighedByRate = false, FreedomByWindows = false },
            Decision = preset.Decision with { HalfScore = 12 },
        };
    }

    public static IEnumerable<JudgedSeries> All() =>
        GoldenFile.Read("judgements.csv.gz").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .GroupBy(cells => (Name: cells[0], Step: int.Parse(cells[1], CultureInfo.InvariantCulture)))
            .Select(group => new JudgedSeries(group.Key.Name, group.Key.Step, [.. group.Select(Row)]));

    /// <summary>Judges and learns every window, in order.</summary>
    public static IEnumerable<StreamJudgement> Judge(StreamDetector detector, IEnumerable<(long Time, double Value)> windows)
    {
        var (fast, profile) = (new double[detector.FastLength], new double[detector.ProfileLength]);
        detector.Start(fast, profile);
        foreach (var (time, value) in windows)
        {
            if (double.IsNaN(value))
            {
                yield return StreamJudgement.Unknown;
                continue;
            }

            yield return detector.Advance(new StreamWindow(fast, profile, time, value));
        }
    }

    private static ReferenceRow Row(string[] cells)
    {
        var news = Number(cells[7]);
        return new ReferenceRow(
            long.Parse(cells[2], CultureInfo.InvariantCulture), Number(cells[3]), Number(cells[4]), Number(cells[5]), Number(cells[6]), news / (news + 12),
            Number(cells[8]), cells[9] == "1");
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
