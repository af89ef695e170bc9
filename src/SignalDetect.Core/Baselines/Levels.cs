using System.Runtime.CompilerServices;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Detectors.Presets;
using static SignalDetect.Core.Baselines.ProfileCells;
using static SignalDetect.Core.Baselines.StreamLayout;
using static System.Numerics.Vector;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Baselines;

/// <summary>
/// The three baselines of some streams: its level, the day's profile shrunk to the level, the week's profile shrunk to the day's. Each cell is a decayed sum and
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

    /// <summary>Reads the cells that windows visit.</summary>
    public void Read(ReadOnlySpan<StreamWindow> windows, in ProfileCells cells) => cells.Read(windows, season, slots);

    /// <summary>Writes back what they have learnt.</summary>
    public void Write(ReadOnlySpan<StreamWindow> windows, in ProfileCells cells) => cells.Write(windows, slots);

    /// <summary>The three means, and how many windows' worth each is known by.</summary>
    public void At(ReadOnlySpan<V> s, in ProfileCells cells, Span<V> means, Span<V> known)
    {
        var counts = Equals<double>(s[IsMeasurement], V.Zero);
        var weight = s[LevelWeight] + ConditionalSelect(counts, Create(.5), Create(1e-9));
        var level = (s[LevelSum] + ConditionalSelect(counts, Create(.5), V.Zero)) / weight;
        var shrinkage = Create(dayShrinkage);
        var (near, far) = (V.One - cells.SlotShare, cells.SlotShare);
        var day = near * (cells.Sum(Slot) + shrinkage * level) / (cells.Weight(Slot) + shrinkage)
            + far * (cells.Sum(NextSlot) + shrinkage * level) / (cells.Weight(NextSlot) + shrinkage);
        var dayKnown = near * cells.Weight(Slot) + far * cells.Weight(NextSlot) + MinNative(shrinkage, weight);
        shrinkage = Create(weekShrinkage);
        (near, far) = (V.One - cells.HourShare, cells.HourShare);
        var hours = near * cells.Weight(Hour) + far * cells.Weight(NextHour);
        means[0] = level;
        means[1] = day;
        means[2] = (near * cells.Sum(Hour) + far * cells.Sum(NextHour) + shrinkage * day) / (hours + shrinkage);
        known[0] = weight;
        known[1] = dayKnown;
        known[2] = hours + MinNative(shrinkage, dayKnown);
    }

    /// <summary>Teaches a value.</summary>
    /// <param name="value">The value, clipped.</param>
    /// <param name="weight">How much it teaches, 0 to 1.</param>
    public void Learn(Span<V> s, in ProfileCells cells, in V value, in V weight)
    {
        s[LevelSum] += weight * (value - Create(levelLoss) * s[LevelSum]);
        s[LevelWeight] += weight * (V.One - Create(levelLoss) * s[LevelWeight]);
        Teach(cells, Slot, value, weight * (V.One - cells.SlotShare), dayLoss);
        Teach(cells, NextSlot, value, weight * cells.SlotShare, dayLoss);
        Teach(cells, Hour, value, weight * (V.One - cells.HourShare), weekLoss);
        Teach(cells, NextHour, value, weight * cells.HourShare, weekLoss);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Teach(in ProfileCells cells, int cell, V value, V weight, double loss)
    {
        var left = V.One - Create(loss) * weight;
        cells.Sum(cell) = cells.Sum(cell) * left + weight * value;
        cells.Weight(cell) = cells.Weight(cell) * left + weight;
    }

    // What a cell loses in one window, for a half-life in windows.
    private static double Loss(double halfLife) => 1 - Math.Pow(.5, 1 / halfLife);
}
