using System.Buffers;
using System.Runtime.InteropServices;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>How much the newest value of a window stands out.</summary>
/// <param name="Magnitude">Its saliency.</param>
/// <param name="Average">The trailing average of the saliency there.</param>
internal readonly record struct Salience(double Magnitude, double Average)
{
    private const double LeastAverage = 1e-8;

    /// <summary>A tenth of the distance from the average, in averages.</summary>
    public double Score => Math.Abs(Magnitude - Average) / Math.Max(Average, LeastAverage) / 10;

    /// <summary>
    /// -ln of the probability of as much on a series of noise: the residual's points are then nearly complex normal and their magnitudes Rayleigh, so that
    /// P(magnitude above r averages) = exp(-pi r^2/4); but the newest point, beside a forecast that is noisier than the series, has twice the variance. Measured on
    /// 400,000 normal values in windows of 64 to 200, 5 nats are reached with a probability of e^-4.7 to e^-5.2.
    /// </summary>
    public double Nats
    {
        get
        {
            var ratio = Magnitude / Math.Max(Average, LeastAverage);
            return double.IsFinite(ratio) ? Math.PI / 8 * ratio * ratio : 0;
        }
    }
}

/// <summary>Judges the newest value of a window.</summary>
internal interface ISaliency
{
    Salience OfNewest(ReadOnlySpan<double> window);
}

/// <summary>In double precision.</summary>
internal sealed class Saliency(int window, ResidualShape shape) : ISaliency
{
    private readonly SpectralResidual<One> residual = new(window, shape);

    public Salience OfNewest(ReadOnlySpan<double> values)
    {
        var n = residual.Length;
        var room = ArrayPool<double>.Shared.Rent(4 * n + residual.WorkLength);
        var lanes = MemoryMarshal.Cast<double, One>(room.AsSpan());
        values.CopyTo(room);
        residual.Run(lanes[..n], lanes.Slice(n, n), lanes.Slice(2 * n, n), lanes.Slice(3 * n, n), lanes[(4 * n)..]);
        var salience = new Salience(room[2 * n + values.Length - 1], room[3 * n + values.Length - 1]);
        ArrayPool<double>.Shared.Return(room);
        return salience;
    }
}
