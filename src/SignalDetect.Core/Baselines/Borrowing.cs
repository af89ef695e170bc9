using SignalDetect.Core.Detectors;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Baselines;

/// <summary>What a young stream takes from its parent: the shape of its day and week, its dispersion and which baseline holds there, with little weight.</summary>
internal sealed class Borrowing(Preset preset, Predictive predictive, int step)
{
    /// <summary>Fills a stream that was just started.</summary>
    /// <param name="share">The stream's share of its parent's signals.</param>
    public void Borrow(Span<double> fast, Span<double> profile, ReadOnlySpan<double> parentFast, ReadOnlySpan<double> parentProfile, double share)
    {
        if (!(parentFast[Seen] > 1)) return;
        var young = preset.Young;
        fast[Seen] = 1;   // so that the first window is judged
        fast[IsMeasurement] = parentFast[IsMeasurement];
        Scale(parentFast.Slice(LevelSum, 2), fast.Slice(LevelSum, 2), share, Math.Max(1, young.LevelHours * 3600 / step));
        fast[Last] = Math.Round(fast[LevelSum] / fast[LevelWeight]);
        var days = 2 * preset.Baseline.DaySlots;
        for (var i = 0; i < profile.Length; i += 2)
        {
            var weight = young.ProfileShrinkages * (i < days ? preset.Baseline.DayShrinkage : preset.Baseline.WeekShrinkage);
            Scale(parentProfile.Slice(i, 2), profile.Slice(i, 2), share, weight);
        }

        Tail(parentFast.Slice(EvidenceTail, 3), fast.Slice(EvidenceTail, 3));
        Tail(parentFast.Slice(WindowTail, 3), fast.Slice(WindowTail, 3));
        if (preset.Primary == Preset.Views)
            foreach (var tail in (ReadOnlySpan<int>)[SumTails, SumTails + 3, SumTails + 6, StepTail, SurpriseTail, FastTail])
                Tail(parentFast.Slice(BaseLength + tail, 3), fast.Slice(BaseLength + tail, 3));
        for (var j = 0; j < 3; j++)
        {
            fast[LogLikelihood + j] = parentFast[LogLikelihood + j];
            var weight = Math.Min(parentFast[SpreadWeight + j], young.Windows);
            fast[SpreadWeight + j] = weight;
            fast[SpreadSum + j] = parentFast[IsMeasurement] == 0
                ? predictive.OverDispersion(parentFast, j) * weight
                : share * share * weight * parentFast[SpreadSum + j] / Math.Max(parentFast[SpreadWeight + j], 1e-9);
        }
    }

    /// <summary>Takes a tail over: how often and how far quiet windows exceed its threshold, but no more numb than a quiet stream is.</summary>
    private void Tail(ReadOnlySpan<double> parent, Span<double> child)
    {
        var share = Math.Min(1, preset.Young.TailWindows / Math.Max(parent[1], 1));
        child[0] = share * parent[0];
        child[1] = share * parent[1];
        child[2] = Math.Min(parent[2], preset.Young.LargestMeanExcess);
    }

    private static void Scale(ReadOnlySpan<double> parent, Span<double> child, double share, double most)
    {
        var weight = Math.Min(parent[1], most);
        child[0] = weight > 0 ? share * weight * parent[0] / parent[1] : 0;
        child[1] = weight;
    }
}
