using SignalDetect.Core.Pipeline;

namespace SignalDetect.Core.Incidents;

/// <summary>Writes detections, each once: a window may be judged again when it ends and when it is final.</summary>
internal sealed class Detections(TrackedService service)
{
    private const long RememberedMs = 3_600_000;

    private readonly SortedSet<(long Start, string Key)> written = [];

    public void Add(RowSink sink, in JudgedWindow window, string stream, string detector, string? incident) =>
        Add(sink, window, stream, TrackedService.Kind(detector), detector, incident);

    public void AddRecovery(RowSink sink, in JudgedWindow window, string incident) =>
        Add(sink, window, service.Stream, "recovery", service.Detector, incident);

    /// <summary>Forgets windows that are not judged again.</summary>
    public void Forget(long at)
    {
        while (written.Count > 0 && written.Min.Start + service.StepSeconds * 1000L + RememberedMs < at) written.Remove(written.Min);
    }

    public void Save(BinaryWriter to)
    {
        to.Write(written.Count);
        foreach (var (start, key) in written)
        {
            to.Write(start);
            to.Write(key);
        }
    }

    public void Load(BinaryReader from)
    {
        for (var left = from.ReadInt32(); left > 0; left--) written.Add((from.ReadInt64(), from.ReadString()));
    }

    private void Add(RowSink sink, in JudgedWindow window, string stream, string kind, string detector, string? incident)
    {
        if (!written.Add((window.Start, $"{stream}\n{kind}\n{detector}"))) return;
        var judged = window.Judgement;
        sink.Detections.Add(new DetectionRow(
            RowIds.Detection(service.Pipeline, stream, kind, detector, window.Start, service.StepSeconds), service.Pipeline, service.Id, stream, kind,
            detector, window.Start, service.StepSeconds, window.Value, judged.Expected, judged.Lower, judged.Upper, judged.Score, judged.PValue, incident,
            Explanations.Of(window, detector)));
    }
}
