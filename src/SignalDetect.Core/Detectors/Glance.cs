using V = System.Numerics.Vector<double>;

namespace SignalDetect.Core.Detectors;

/// <summary>What the views see of a window of each of some streams, beside their own past.</summary>
internal readonly ref struct Glance(ref readonly V value, ref readonly V last, ref readonly V residual, ref readonly V surprise, ref readonly V isCounts)
{
    /// <summary>What was observed.</summary>
    public readonly ref readonly V Value = ref value;

    /// <summary>What the window before showed.</summary>
    public readonly ref readonly V Last = ref last;

    /// <summary>The tail probability under the predictive as a standard normal.</summary>
    public readonly ref readonly V Residual = ref residual;

    /// <summary>-ln of the two-sided tail probability.</summary>
    public readonly ref readonly V Surprise = ref surprise;

    /// <summary>All bits but for a measurement.</summary>
    public readonly ref readonly V IsCounts = ref isCounts;
}
