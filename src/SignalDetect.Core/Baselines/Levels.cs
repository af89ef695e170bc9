using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.StreamLayout;

namespace SignalDetect.Core.Baselines;

/// <summary>
/// The three baselines of a stream: its level, the day's profile shrunk to the level, the week's profile shrunk to the day's. Each cell is a decayed sum and
/// its weight, and fades only when a window visits it.
/// </summary>
internal sealed class Levels
{
    private readonly Season season;
    private readonly int slots;
    private readonly double dayShrinkage;
    private readonly double weekShrinkage;
    private readonly double levelLoss;
    private readonly double dayLoss;
    private readonly double weekLoss;

    public Levels(BaselineParameters parameters, int step)
    {
        season = new Season(parameters.DaySlots, step);
        slots = parameters.DaySlots;
        (dayShrinkage, weekShrinkage) = (parameters.DayShrinkage, parameters.WeekShrinkage);
        levelLoss = Loss(Math.Max(parameters.LevelHalfLifeDays * (86400.0 / step), 6));
        dayLoss = Loss(parameters.DayHalfLifeDays * season.WindowsInSlot);
        weekLoss = Loss(parameters.WeekHalfLifeWeeks * season.WindowsInHour);
    }

    /// <summary>The three means at a time, and how many windows' worth each is known by.</summary>
    public void At(ReadOnlySpan<double> fast, ReadOnlySpan<double> profile, long time, Span<double> means, Span<double> known)
    {
        var place = season.At(time);
        var counts = fast[IsMeasurement] == 0;
        var weight = fast[LevelWeight] + (counts ? .5 : 1e-9);
        var level = (fast[LevelSum] + (counts ? .5 : 0)) / weight;
        var one = profile.Slice(DaySum(place.Slot), 2);
        var next = profile.Slice(DaySum(place.NextSlot), 2);
        var (near, far) = (1 - place.SlotShare, place.SlotShare);
        var day = near * (one[0] + dayShrinkage * level) / (one[1] + dayShrinkage) + far * (next[0] + dayShrinkage * level) / (next[1] + dayShrinkage);
        var dayKnown = near * one[1] + far * next[1] + Math.Min(dayShrinkage, weight);
        one = profile.Slice(HourSum(slots, place.Hour), 2);
        next = profile.Slice(HourSum(slots, place.NextHour), 2);
        (near, far) = (1 - place.HourShare, place.HourShare);
        var hours = near * one[1] + far * next[1];
        means[0] = level;
        means[1] = day;
        means[2] = (near * one[0] + far * next[0] + weekShrinkage * day) / (hours + weekShrinkage);
        known[0] = weight;
        known[1] = dayKnown;
        known[2] = hours + Math.Min(weekShrinkage, dayKnown);
    }

    /// <summary>Teaches a value.</summary>
    /// <param name="profile">Empty: only the level learns.</param>
    /// <param name="value">The value, clipped.</param>
    /// <param name="weight">How much it teaches, 0 to 1.</param>
    public void Learn(Span<double> fast, Span<double> profile, long time, double value, double weight)
    {
        fast[LevelSum] += weight * (value - levelLoss * fast[LevelSum]);
        fast[LevelWeight] += weight * (1 - levelLoss * fast[LevelWeight]);
        if (profile.IsEmpty) return;
        var place = season.At(time);
        Teach(profile.Slice(DaySum(place.Slot), 2), value, weight * (1 - place.SlotShare), dayLoss);
        Teach(profile.Slice(DaySum(place.NextSlot), 2), value, weight * place.SlotShare, dayLoss);
        Teach(profile.Slice(HourSum(slots, place.Hour), 2), value, weight * (1 - place.HourShare), weekLoss);
        Teach(profile.Slice(HourSum(slots, place.NextHour), 2), value, weight * place.HourShare, weekLoss);
    }

    private static void Teach(Span<double> cell, double value, double weight, double loss)
    {
        if (!(weight > 0)) return;
        var left = 1 - loss * weight;
        cell[0] = cell[0] * left + weight * value;
        cell[1] = cell[1] * left + weight;
    }

    // What a cell loses in one window, for a half-life in windows.
    private static double Loss(double halfLife) => 1 - Math.Pow(.5, 1 / halfLife);
}
