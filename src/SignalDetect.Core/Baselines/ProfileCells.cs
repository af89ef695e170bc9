using System.Runtime.InteropServices;
using SignalDetect.Core.Detectors;
using SignalDetect.Core.Lanes;
using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Baselines;

/// <summary>The cells of some streams' profiles that a window visits: two neighbouring slots of the day and two hours of the week, each a decayed sum and its weight.</summary>
/// <param name="rows"><see cref="Rows"/> of them.</param>
/// <param name="places">One a lane.</param>
internal readonly ref struct ProfileCells(Span<V> rows, Span<Place> places)
{
    /// <summary>Rows that the cells take.</summary>
    public const int Rows = 10;

    public const int Slot = 0;
    public const int NextSlot = 2;
    public const int Hour = 4;
    public const int NextHour = 6;
    private const int Shares = 8;

    private readonly Span<V> rows = rows;
    private readonly Span<Place> places = places;

    /// <summary>How far the window is on the way to the next slot.</summary>
    public V SlotShare => rows[Shares];

    /// <summary>How far the window is on the way to the next hour.</summary>
    public V HourShare => rows[Shares + 1];

    public ref V Sum(int cell) => ref rows[cell];

    public ref V Weight(int cell) => ref rows[cell + 1];

    /// <summary>Reads the cells of some streams; lanes without a stream repeat the first.</summary>
    public void Read(ReadOnlySpan<StreamWindow> windows, Season season, int slots)
    {
        var numbers = MemoryMarshal.Cast<V, double>(rows);
        for (var i = 0; i < Lane.Count; i++)
        {
            ref readonly var window = ref windows[i < windows.Length ? i : 0];
            places[i] = i > 0 && window.Time == windows[Math.Min(i, windows.Length) - 1].Time ? places[i - 1] : season.At(window.Time);
            ref readonly var place = ref places[i];
            Read(window.Profile, StreamLayout.DaySum(place.Slot), numbers, Slot, i);
            Read(window.Profile, StreamLayout.DaySum(place.NextSlot), numbers, NextSlot, i);
            Read(window.Profile, StreamLayout.HourSum(slots, place.Hour), numbers, Hour, i);
            Read(window.Profile, StreamLayout.HourSum(slots, place.NextHour), numbers, NextHour, i);
            numbers[Shares * Lane.Count + i] = place.SlotShare;
            numbers[(Shares + 1) * Lane.Count + i] = place.HourShare;
        }
    }

    /// <summary>Writes the cells back, but for streams that only look ahead.</summary>
    public void Write(ReadOnlySpan<StreamWindow> windows, int slots)
    {
        var numbers = MemoryMarshal.Cast<V, double>(rows);
        for (var i = 0; i < windows.Length; i++)
        {
            if (windows[i].IsAhead) continue;
            ref readonly var place = ref places[i];
            Write(windows[i].Profile, StreamLayout.DaySum(place.Slot), numbers, Slot, i);
            if (place.SlotShare > 0) Write(windows[i].Profile, StreamLayout.DaySum(place.NextSlot), numbers, NextSlot, i);
            Write(windows[i].Profile, StreamLayout.HourSum(slots, place.Hour), numbers, Hour, i);
            if (place.HourShare > 0) Write(windows[i].Profile, StreamLayout.HourSum(slots, place.NextHour), numbers, NextHour, i);
        }
    }

    private static void Read(double[] profile, int at, Span<double> numbers, int cell, int lane)
    {
        numbers[cell * Lane.Count + lane] = profile[at];
        numbers[(cell + 1) * Lane.Count + lane] = profile[at + 1];
    }

    private static void Write(double[] profile, int at, ReadOnlySpan<double> numbers, int cell, int lane)
    {
        profile[at] = numbers[cell * Lane.Count + lane];
        profile[at + 1] = numbers[(cell + 1) * Lane.Count + lane];
    }
}
