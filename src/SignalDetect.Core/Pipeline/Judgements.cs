using SignalDetect.Core.Detectors;

namespace SignalDetect.Core.Pipeline;

/// <summary>Judgements in a snapshot.</summary>
internal static class Judgements
{
    public static void Write(BinaryWriter to, in StreamJudgement judged)
    {
        to.Write(judged.Expected);
        to.Write(judged.Lower);
        to.Write(judged.Upper);
        to.Write(judged.Residual);
        to.Write(judged.Surprise);
        to.Write(judged.Evidence);
        to.Write(judged.Score);
        to.Write(judged.PValue);
        to.Write(judged.Raised);
        to.Write(judged.Hot);
        to.Write(judged.Witnesses);
    }

    public static StreamJudgement Read(BinaryReader from) => new(
        from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(),
        from.ReadBoolean(), from.ReadBoolean(), from.ReadUInt32());
}
