using SignalDetect.Core.Detectors.MLNet;

namespace SignalDetect.MLNet;

/// <summary>
/// An engine's SR-CNN of a whole series, as <see cref="SrCnnEntire"/> is the native one: ML.NET's, compatible by nature. ML.NET's own errors are let out, such as
/// InvalidOperationException for fewer than 12 values.
/// </summary>
/// <param name="settings">How it reads the series.</param>
/// <param name="values">The series.</param>
/// <param name="rows">One a value; what the mode does not give is NaN.</param>
public delegate void WholeSeriesSrCnn(SrCnnSettings settings, ReadOnlySpan<double> values, Span<SrCnnRow> rows);
