namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>How many units wide SR-CNN's bounds are at each sensitivity from 0 to 100: ML.NET's table, in the closed form of its pieces.</summary>
internal static class Sensitivity
{
    private const int Most = 100;
    private static readonly double[] Factors = [.. Enumerable.Range(0, Most + 1).Select(At)];

    /// <summary>Bounds' half width in units, linear between whole sensitivities.</summary>
    public static double Factor(double sensitivity)
    {
        var whole = (int)sensitivity;
        return whole == Most ? Factors[Most] : Factors[whole] + (sensitivity - whole) * (Factors[whole + 1] - Factors[whole]);
    }

    /// <summary>How wide the bounds would have to be, as a share of the table, for a value to lie on them; above 1 beyond its end.</summary>
    public static double Score(double value, double expected, double unit)
    {
        var distance = Math.Abs(expected - value) / unit;
        if (double.IsNaN(distance)) return 0;   // no unit, and nothing to measure with it
        var wide = 0;
        while (wide < Most && !(Factors[Most - wide] >= distance)) wide++;
        var above = Factors[Most - wide];
        if (wide == 0 || above == distance) return wide / (double)Most;
        var below = Factors[Most - wide + 1];
        return (wide - 1 + (distance - below) / (above - below)) / Most;
    }

    private static double At(int k) => k switch
    {
        < 25 => .8 * (k - 25) * (k - 25) + 32,
        < 45 => 30 - 1.25 * (k - 25),
        < 55 => 5 - .4 * (k - 45),
        < 65 => 1 - .04 * (k - 55),
        < 75 => .6 - .03 * (k - 65),
        < 85 => .3 - .015 * (k - 75),
        < 93 => .15 - .13 / 11 * (k - 85),
        93 => .48 / 11,
        94 => .012,
        < Most => .008 - .001925 * (k - 95),
        _ => 0,
    };
}
