namespace SignalDetect.Core.Detectors;

/// <summary>Student's t with fixed degrees of freedom: tails by D. L. Wallace's normal deviate (Ann. Math. Stat. 30, 1959).</summary>
internal sealed class StudentT
{
    private readonly double freedom;
    private readonly double factor;

    /// <summary>The distribution with <paramref name="freedom"/> degrees of freedom.</summary>
    public StudentT(double freedom)
    {
        this.freedom = freedom;
        factor = (8 * freedom + 1) / (8 * freedom + 3);
    }

    /// <summary>-ln of the two-sided tail probability of x.</summary>
    public double Surprise(double x, double m, double sd) => -Gaussian.LogUpper(Math.Abs(Deviate(x, m, sd, out _))) - Gaussian.Ln2;

    /// <summary>The t that is exceeded with a probability of at most 1/2, by the inverse of the same approximation.</summary>
    public static double Quantile(double upper, double freedom)
    {
        var z = Gaussian.Deviate(Math.Log(upper)) * (8 * freedom + 3) / (8 * freedom + 1);
        return Math.Sqrt(freedom * Precise.ExpM1(z * z / freedom));
    }

    private double Deviate(double x, double m, double sd, out double q)
    {
        var t = (x - m) / sd;
        q = Precise.Log1P(t * t / freedom);
        var z = factor * Math.Sqrt(freedom * q);
        return t < 0 ? -z : z;
    }
}
