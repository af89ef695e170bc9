using System.Diagnostics;
using System.Globalization;

namespace SignalDetect.Benchmarks;

/// <summary>Runs two ways of doing the same in turn, and prints what one piece of work costs in each and their ratio, as medians.</summary>
internal static class SideBySide
{
    private const int Rounds = 7;

    /// <param name="items">Pieces of work that one call does.</param>
    public static void Compare(string what, int items, (string Name, Action Work) ours, (string Name, Action Work) usual)
    {
        Warm(ours.Work);
        Warm(usual.Work);
        var first = new Cost[Rounds];
        var second = new Cost[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            first[round] = Measure(ours.Work, items);
            second[round] = Measure(usual.Work, items);
        }

        Print(what, ours.Name, first);
        Print(what, usual.Name, second);
        var ratio = Median(first.Zip(second, (one, other) => other.Nanoseconds / one.Nanoseconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-28} {usual.Name} takes {ratio:F2} times as long"));
    }

    /// <summary>Until it has been compiled for good.</summary>
    private static void Warm(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        do work();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(.6));
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes);

    private static Cost Measure(Action work, int items)
    {
        GC.Collect();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        work();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Cost(elapsed.TotalNanoseconds / items, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / items);
    }

    private static void Print(string what, string name, Cost[] costs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-28} {name,-24} {Median(costs.Select(cost => cost.Nanoseconds)),9:F0} ns each, {Median(costs.Select(cost => cost.Bytes)),7:F1} bytes allocated each"));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
