using System.Runtime.Intrinsics;

namespace SignalDetect.Core.Detectors.MLNet.Ssa;

/// <summary>
/// Eigenvalues and vectors of a small symmetric matrix by Jacobi's cyclic rotations (Crelle 30, 1846): each one makes an element off the diagonal 0. It needs
/// no library, never fails to converge on finite numbers, and is exact to the last bits of a double, so that rounded to single precision the vectors are LAPACK's.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 60;
    private readonly int n;
    private readonly double[] matrix;

    /// <param name="matrix">Row by row, finite; it is used up.</param>
    public SymmetricEigen(double[] matrix, int n)
    {
        (this.matrix, this.n) = (matrix, n);
        Vectors = new double[n * n];
        for (var i = 0; i < n; i++) Vectors[i * n + i] = 1;
        for (var sweep = 0; sweep < MostSweeps && Sweep(); sweep++)
        {
        }
    }

    /// <summary>The vectors, row by row, in the order of the diagonal.</summary>
    public double[] Vectors { get; }

    /// <summary>The rows of <see cref="Vectors"/> by falling eigenvalue.</summary>
    public IEnumerable<int> ByFallingValue() => Enumerable.Range(0, n).OrderByDescending(i => matrix[i * n + i]);

    private bool Sweep()
    {
        var turned = false;
        for (var p = 0; p < n - 1; p++)
            for (var q = p + 1; q < n; q++)
            {
                var off = matrix[p * n + q];
                var (first, second) = (matrix[p * n + p], matrix[q * n + q]);
                if (off == 0) continue;
                if (Vanishes(off, first) && Vanishes(off, second))
                {
                    matrix[p * n + q] = matrix[q * n + p] = 0;   // far below the last bit of both
                    continue;
                }

                Turn(p, q, off, (second - first) / (2 * off));
                turned = true;
            }

        return turned;
    }

    private static bool Vanishes(double off, double beside) => Math.Abs(beside) + 64 * Math.Abs(off) == Math.Abs(beside);

    private void Turn(int p, int q, double off, double cotangent)
    {
        var t = 1 / (Math.Abs(cotangent) + Math.Sqrt(cotangent * cotangent + 1));
        if (cotangent < 0) t = -t;
        var cosine = 1 / Math.Sqrt(t * t + 1);
        var sine = t * cosine;
        var (first, second) = (matrix[p * n + p] - t * off, matrix[q * n + q] + t * off);
        Mix(matrix.AsSpan(p * n, n), matrix.AsSpan(q * n, n), cosine, sine);
        Mix(Vectors.AsSpan(p * n, n), Vectors.AsSpan(q * n, n), cosine, sine);
        for (int k = 0, row = 0; k < n; k++, row += n)
        {
            matrix[row + p] = matrix[p * n + k];
            matrix[row + q] = matrix[q * n + k];
        }

        (matrix[p * n + p], matrix[q * n + q]) = (first, second);
        matrix[p * n + q] = matrix[q * n + p] = 0;
    }

    // Side by side or one by one, the same bits.
    private static void Mix(Span<double> one, Span<double> other, double cosine, double sine)
    {
        var k = 0;
        for (; k <= one.Length - Vector512<double>.Count; k += Vector512<double>.Count)
        {
            var (a, b) = (Vector512.Create<double>(one[k..]), Vector512.Create<double>(other[k..]));
            (cosine * a - sine * b).CopyTo(one[k..]);
            (sine * a + cosine * b).CopyTo(other[k..]);
        }

        for (; k < one.Length; k++) (one[k], other[k]) = (cosine * one[k] - sine * other[k], sine * one[k] + cosine * other[k]);
    }
}
