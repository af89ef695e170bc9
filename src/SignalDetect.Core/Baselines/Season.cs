namespace SignalDetect.Core.Baselines;

/// <summary>Where a window lies in the day and in the week: two neighbouring cells of each, and how far it is on the way to the second.</summary>
internal readonly record struct Place(int Slot, int NextSlot, double SlotShare, int Hour, int NextHour, double HourShare);

/// <summary>Places windows in the day's slots and the week's hours, linear between the cells' centres where a cell is longer than a window.</summary>
/// <param name="slots">Slots of the day.</param>
/// <param name="step">Length of a window, seconds.</param>
internal sealed class Season(int slots, int step)
{
    private const int Day = 86400;
    private const int Week = 604800;
    private const double Hour = 3600;

    private readonly double slot = (double)Day / slots;

    /// <summary>Windows that a slot sees in a day, one at least.</summary>
    public double WindowsInSlot => Math.Max(1, slot / step);

    /// <summary>Windows that an hour sees in a week, one at least.</summary>
    public double WindowsInHour => Math.Max(1, Hour / step);

    /// <summary>The place of the window that starts at <paramref name="time"/>, Unix seconds.</summary>
    public Place At(long time)
    {
        var inDay = FloorMod(time, Day) / slot;
        if (slot > step) inDay -= .5 - .5 * step / slot;
        var inWeek = FloorMod(time, Week) / Hour;
        if (step < Hour) inWeek -= .5 - .5 * step / Hour;
        var (first, hour) = ((int)Math.Floor(inDay), (int)Math.Floor(inWeek));
        return new Place(
            FloorMod(first, slots), FloorMod(first + 1, slots), slot > step ? inDay - first : 0,
            FloorMod(hour, StreamLayout.Hours), FloorMod(hour + 1, StreamLayout.Hours), step < Hour ? inWeek - hour : 0);
    }

    private static int FloorMod(long value, int by)
    {
        var rest = (int)(value % by);
        return rest < 0 ? rest + by : rest;
    }
}
