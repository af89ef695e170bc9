using System.Numerics;

namespace SignalDetect.Core.Detectors.MLNet.Spectral;

/// <summary>
/// One number of each of several series, on which the same is done: a Fourier transform over lanes is one of as many series at once, and since nothing is
/// fused or taken across, it gives each the bits that it would have alone.
/// </summary>
internal interface ILane<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>
    where T : unmanaged, ILane<T>
{
    /// <summary>The same number for all series.</summary>
    static abstract T Of(double value);
}

/// <summary>A number of one series.</summary>
internal readonly struct One(double value) : ILane<One>
{
    public double Value { get; } = value;

    public static One Of(double value) => new(value);

    public static One operator +(One left, One right) => new(left.Value + right.Value);

    public static One operator -(One left, One right) => new(left.Value - right.Value);

    public static One operator *(One left, One right) => new(left.Value * right.Value);
}

/// <summary>A single-precision number of one series.</summary>
internal readonly struct OneSingle(float value) : ILane<OneSingle>
{
    public float Value { get; } = value;

    public static OneSingle Of(double value) => new((float)value);

    public static OneSingle operator +(OneSingle left, OneSingle right) => new(left.Value + right.Value);

    public static OneSingle operator -(OneSingle left, OneSingle right) => new(left.Value - right.Value);

    public static OneSingle operator *(OneSingle left, OneSingle right) => new(left.Value * right.Value);
}

/// <summary>A number of each of as many series as a register holds.</summary>
internal readonly struct Several(Vector<double> values) : ILane<Several>
{
    private readonly Vector<double> values = values;

    /// <summary>How many.</summary>
    public static int Count => Vector<double>.Count;

    public static Several Of(double value) => new(Vector.Create(value));

    public static Several operator +(Several left, Several right) => new(left.values + right.values);

    public static Several operator -(Several left, Several right) => new(left.values - right.values);

    public static Several operator *(Several left, Several right) => new(left.values * right.values);
}
