namespace SignalDetect.Core.Detectors.Presets;

/// <summary>What is wrong with a preset's values.</summary>
internal static class PresetCheck
{
    /// <summary>The first value that is out of its range, as one line with its place; null when all fit.</summary>
    public static string? Complaint(Preset p)
    {
        if (p.Name.Length == 0) return "$.name: must be given, and not empty";
        if (p.Primary != Preset.Views && !DetectorList.Has(p.Primary)) return $"$.primary: '{p.Primary}' is none of {Preset.Views}, {string.Join(", ", DetectorList.Names)}";
        if (p.Witnesses.Count > 32) return $"$.witnesses: at most 32, not {p.Witnesses.Count}";
        for (var i = 0; i < p.Witnesses.Count; i++)
            if (!DetectorList.Has(p.Witnesses[i])) return $"$.witnesses[{i}]: '{p.Witnesses[i]}' is none of {string.Join(", ", DetectorList.Names)}";
            else if (p.Witnesses.Take(i).Contains(p.Witnesses[i])) return $"$.witnesses[{i}]: '{p.Witnesses[i]}' stands there twice";
        foreach (var (place, value, least, most) in Ranges(p))
            if (!(value >= least && value <= most)) return FormattableString.Invariant($"$.{place}: must be from {least} to {most}, not {value}");
        var spans = p.Detectors.Tail.SpansMinutes;
        if (spans.Count is 0 or > 8 || spans.Any(minutes => minutes is < 1 or > 1440)) return "$.detectors.tail.spansMinutes: must be 1 to 8 numbers from 1 to 1440";
        var shifts = p.Detectors.EProcess.Shifts;
        if (shifts.Count is 0 or > 8 || shifts.Any(shift => shift is not (>= .01 and <= 40))) return "$.detectors.e-process.shifts: must be 1 to 8 numbers from 0.01 to 40";
        return null;
    }

    private static IEnumerable<(string Place, double Value, double Least, double Most)> Ranges(Preset p)
    {
        const double Tiny = 1e-6;
        var (b, s, v, c) = (p.Baseline, p.Dispersion, p.View, p.Calibration);
        yield return ("baseline.levelHalfLifeDays", b.LevelHalfLifeDays, Tiny, 1e4);
        yield return ("baseline.dayHalfLifeDays", b.DayHalfLifeDays, Tiny, 1e4);
        yield return ("baseline.weekHalfLifeWeeks", b.WeekHalfLifeWeeks, Tiny, 1e4);
        yield return ("baseline.daySlots", b.DaySlots, 1, 1440);
        yield return ("baseline.dayShrinkage", b.DayShrinkage, Tiny, 1e6);
        yield return ("baseline.weekShrinkage", b.WeekShrinkage, Tiny, 1e6);
        yield return ("baseline.weightForgetting", b.WeightForgetting, 0, 1);
        yield return ("baseline.weightFloor", b.WeightFloor, Tiny, 1);
        yield return ("baseline.weightLoss", b.WeightLoss, 0, 700);
        yield return ("dispersion.halfLifeDays", s.HalfLifeDays, Tiny, 1e4);
        yield return ("dispersion.prior", s.Prior, 1e-4, 100);
        yield return ("dispersion.priorStrength", s.PriorStrength, Tiny, 1e6);
        yield return ("dispersion.degreesOfFreedom", s.DegreesOfFreedom, 2.1, 1e6);
        yield return ("dispersion.clip", s.Clip, 1, 1e6);
        yield return ("view.residualCap", v.ResidualCap, .1, 100);
        yield return ("view.fastHalfLifeWindows", v.FastHalfLifeWindows, .1, 1e6);
        yield return ("view.meanSurpriseWindows", v.MeanSurpriseWindows, 1, 1e6);
        yield return ("view.surpriseCap", v.SurpriseCap, .1, 700);
        yield return ("view.windowPrice", v.WindowPrice, 0, 100);
        yield return ("view.price", v.Price, 0, 100);
        yield return ("view.sideShare", v.SideShare, 0, 1);
        yield return ("calibration.threshold", c.Threshold, .1, 100);
        yield return ("calibration.priorWindows", c.PriorWindows, 1, 1e9);
        yield return ("calibration.halfLifeDays", c.HalfLifeDays, Tiny, 1e4);
        yield return ("calibration.largestExcess", c.LargestExcess, 1, 1e6);
        yield return ("calibration.leastMeanExcess", c.LeastMeanExcess, Tiny, 100);
        yield return ("calibration.taughtWindows", c.TaughtWindows, 0, 1e9);
        yield return ("calibration.evidenceThreshold", c.EvidenceThreshold, .1, 100);
        yield return ("calibration.evidencePriorWindows", c.EvidencePriorWindows, 1, 1e9);
        foreach (var range in Later(p)) yield return range;
    }

    private static IEnumerable<(string Place, double Value, double Least, double Most)> Later(Preset p)
    {
        const double Tiny = 1e-6;
        var (t, d, y, o) = (p.Teaching, p.Decision, p.Young, p.Detectors);
        yield return ("teaching.freezeNats", t.FreezeNats, 0, 1e6);
        yield return ("teaching.frozenWeight", t.FrozenWeight, 0, 1);
        yield return ("teaching.farAboveRatio", t.FarAboveRatio, 1, 1e6);
        yield return ("teaching.longDays", t.LongDays, 0, 365);
        yield return ("teaching.shortDays", t.ShortDays, 0, 365);
        yield return ("decision.alarmsPerWeek", d.AlarmsPerWeek, 1e-9, 1e3);
        yield return ("decision.leastCount", d.LeastCount, 0, 1e12);
        yield return ("decision.leastExpectedForDips", d.LeastExpectedForDips, 0, 1e12);
        yield return ("decision.peakHalfLifeHours", d.PeakHalfLifeHours, 0, 1e4);
        yield return ("decision.peakScale", d.PeakScale, .1, 1e6);
        yield return ("decision.margin", d.Margin, 0, 1e3);
        yield return ("decision.damping", d.Damping, 0, 1);
        yield return ("decision.dampedMost", d.DampedMost, 0, 1e6);
        yield return ("decision.halfScore", d.HalfScore, 0, 1e6);
        yield return ("decision.partialFactor", d.PartialFactor, 1, 1e3);
        yield return ("young.levelHours", y.LevelHours, Tiny, 1e4);
        yield return ("young.profileShrinkages", y.ProfileShrinkages, 0, 1e3);
        yield return ("young.tailWindows", y.TailWindows, 0, 1e9);
        yield return ("young.largestMeanExcess", y.LargestMeanExcess, .7, 100);
        yield return ("young.windows", y.Windows, 0, 1e6);
        yield return ("detectors.cusum.reference", o.Cusum.Reference, .01, 10);
        yield return ("detectors.cusum.threshold", o.Cusum.Threshold, .1, 1e3);
        yield return ("detectors.cusum.residualCap", o.Cusum.ResidualCap, .1, 100);
        yield return ("detectors.cusum.sumCap", o.Cusum.SumCap, o.Cusum.Threshold, 1e4);
        yield return ("detectors.cusum.fade", o.Cusum.Fade, 0, 1);
        yield return ("detectors.iid-spike.history", o.IidSpike.History, 1, 1000);
        yield return ("detectors.iid-spike.confidence", o.IidSpike.Confidence, 0, 100);
        yield return ("detectors.iid-changepoint.history", o.IidChangePoint.History, 1, 1000);
        yield return ("detectors.iid-changepoint.confidence", o.IidChangePoint.Confidence, 0, 100);
        yield return ("detectors.iid-changepoint.epsilon", o.IidChangePoint.Epsilon, Tiny, 1 - Tiny);
        foreach (var range in Spectral(o)) yield return range;
        foreach (var range in OfTheField(o)) yield return range;
        foreach (var range in SsaRanges("detectors.ssa-spike", o.SsaSpike, o.SsaSpike.History, o.SsaSpike.Confidence)) yield return range;
        foreach (var range in SsaRanges("detectors.ssa-changepoint", o.SsaChangePoint, o.SsaChangePoint.History, o.SsaChangePoint.Confidence)) yield return range;
        yield return ("detectors.ssa-changepoint.epsilon", o.SsaChangePoint.Epsilon, Tiny, 1 - Tiny);
    }

    private static IEnumerable<(string Place, double Value, double Least, double Most)> Spectral(DetectorParameters o)
    {
        var (s, e) = (o.SrCnn, o.SrCnnEntire);
        yield return ("detectors.srcnn.window", s.Window, 12, 512);
        yield return ("detectors.srcnn.backAdd", s.BackAdd, 0, 64);
        yield return ("detectors.srcnn.lookahead", s.Lookahead, 1, s.Window - 2);
        yield return ("detectors.srcnn.averaging", s.Averaging, 1, s.Window);
        yield return ("detectors.srcnn.judgement", s.Judgement, 1, s.Window);
        yield return ("detectors.srcnn.threshold", s.Threshold, 0, 1);
        yield return ("detectors.srcnn-entire.window", e.Window, 12, 512);
        yield return ("detectors.srcnn-entire.threshold", e.Threshold, 0, 1);
        yield return ("detectors.srcnn-entire.period", e.Period, 0, e.Window / 4);
    }

    private static IEnumerable<(string Place, double Value, double Least, double Most)> OfTheField(DetectorParameters o)
    {
        yield return ("detectors.bocpd.meanRun", o.Bocpd.MeanRun, 2, 1e9);
        yield return ("detectors.bocpd.longestRun", o.Bocpd.LongestRun, 2, 1000);
        yield return ("detectors.bocpd.priorDeviation", o.Bocpd.PriorDeviation, .01, 1e3);
        yield return ("detectors.bocpd.shift", o.Bocpd.Shift, 0, 40);
        yield return ("detectors.bocpd.residualCap", o.Bocpd.ResidualCap, .1, 100);
        yield return ("detectors.bocpd.confidence", o.Bocpd.Confidence, 0, 100);
        yield return ("detectors.ewma.weight", o.Ewma.Weight, 1e-4, 1);
        yield return ("detectors.ewma.limit", o.Ewma.Limit, .1, 100);
        yield return ("detectors.ewma.residualCap", o.Ewma.ResidualCap, .1, 100);
        yield return ("detectors.esd.windows", o.Esd.Windows, 20, 10_000);
        yield return ("detectors.esd.largestShare", o.Esd.LargestShare, 0, .49);
        yield return ("detectors.esd.significance", o.Esd.Significance, 1e-12, .5);
        yield return ("detectors.esd.leastScale", o.Esd.LeastScale, 1e-3, 1e3);
        yield return ("detectors.e-process.tax", o.EProcess.Tax, 0, 1);
        yield return ("detectors.e-process.residualCap", o.EProcess.ResidualCap, .1, 100);
        yield return ("detectors.e-process.runLength", o.EProcess.RunLength, 1, 1e15);
    }

    private static IEnumerable<(string Place, double Value, double Least, double Most)> SsaRanges(string place, SsaParameters ssa, int history, double confidence)
    {
        yield return ($"{place}.seasonalityWindow", ssa.SeasonalityWindow, 2, 200);
        yield return ($"{place}.trainingWindow", ssa.TrainingWindow, 2 * ssa.SeasonalityWindow + 1, 20_000);
        yield return ($"{place}.history", history, 1, 1000);
        yield return ($"{place}.confidence", confidence, 0, 100);
    }
}
