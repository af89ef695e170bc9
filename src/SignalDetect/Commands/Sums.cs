using System.Globalization;
using SignalDetect.Core.Pipeline;

namespace SignalDetect.Commands;

/// <summary>What became of signals: everything sent is counted, a duplicate, dead or unmatched.</summary>
internal static class Sums
{
    /// <summary>True when nothing was lost and nothing made up.</summary>
    public static bool Agree(in Totals totals) => Left(totals) == Right(totals);

    /// <summary>Both sides in a line each, and whether they agree.</summary>
    public static string Text(in Totals totals) =>
        $"""
        sent {Number(totals.Sent)} + extra {Number(totals.Extra)} = {Number(Left(totals))}
        counted {Number(totals.Counted)} + duplicate {Number(totals.Duplicate)} + dead {Number(totals.Dead)} + unmatched {Number(totals.Unmatched)} = {Number(Right(totals))}: the sums {(Agree(totals) ? "agree" : "DO NOT AGREE")}

        """;

    /// <summary>The same while parts are on their way.</summary>
    public static string TextSoFar(in Totals totals) =>
        $"""
        sent {Number(totals.Sent)} + extra {Number(totals.Extra)} = {Number(Left(totals))}
        counted {Number(totals.Counted)} + duplicate {Number(totals.Duplicate)} + dead {Number(totals.Dead)} + unmatched {Number(totals.Unmatched)} = {Number(Right(totals))}, and {Number(Left(totals) - Right(totals))} on their way

        """;

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static long Left(in Totals totals) => totals.Sent + totals.Extra;

    private static long Right(in Totals totals) => totals.Counted + totals.Duplicate + totals.Dead + totals.Unmatched;
}
