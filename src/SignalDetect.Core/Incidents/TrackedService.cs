namespace SignalDetect.Core.Incidents;

/// <summary>What a tracker knows of whose incidents it follows.</summary>
/// <param name="Pipeline">The pipeline's name, part of every id.</param>
/// <param name="Id">The service, or the series.</param>
/// <param name="StepSeconds">Length of a window.</param>
/// <param name="Detector">Name of the primary detector.</param>
/// <param name="AlarmEvidence">The evidence, in nats, that an alarm takes by its preset.</param>
/// <param name="Witnesses">Names of the detectors beside it, by bit.</param>
/// <param name="Thresholds">Its own thresholds as a multiple of the preset's, on the scale of nats.</param>
public sealed record TrackedService(
    string Pipeline, string Id, int StepSeconds, string Detector, double AlarmEvidence, IReadOnlyList<string> Witnesses, double Thresholds = 1)
{
    /// <summary>The name of the total's stream.</summary>
    public string Stream => Id;

    /// <summary>The witnesses whose bits are set.</summary>
    public IEnumerable<string> WitnessNames(uint bits)
    {
        for (var i = 0; i < Witnesses.Count; i++)
            if ((bits >> i & 1) != 0) yield return Witnesses[i];
    }

    /// <summary>What a detector's detections are called: a lasting shift, or a window that stands out.</summary>
    public static string Kind(string detector) =>
        detector.Contains("changepoint", StringComparison.Ordinal) || detector is "cusum" or "bocpd" or "ewma" or "e-process" ? "changepoint" : "spike";
}
