using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Windows;

/// <summary>By what a service's signals are told apart.</summary>
public enum Dimension : byte { Total, Kind, Feature, Region, Device }

/// <summary>One stream of a service: its total, or one value of a dimension (an index into the catalogue's list of values).</summary>
public readonly record struct StreamKey(Dimension Dimension, int Value) : IComparable<StreamKey>
{
    /// <summary>The service's own stream.</summary>
    public static readonly StreamKey Total = new(Dimension.Total, 0);

    /// <summary>True where more signals than expected can mean an outage: what is not first-hand word of a fault never detects.</summary>
    public bool Detects => Dimension switch
    {
        Dimension.Kind => (SignalKind)Value is SignalKind.Report or SignalKind.Mention or SignalKind.Count,
        _ => true,
    };

    /// <summary>Total first, then by dimension and value.</summary>
    public int CompareTo(StreamKey other)
    {
        var byDimension = Dimension.CompareTo(other.Dimension);
        return byDimension != 0 ? byDimension : Value.CompareTo(other.Value);
    }
}
