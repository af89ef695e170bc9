using System.Buffers;
using System.Buffers.Text;
using System.Text;
using SignalDetect.Core.Catalogue;

namespace SignalDetect.Core.Signals;

/// <summary>Writes a signal for its home partition: the fields that mean something, as they were spelt, with the service set. Never longer than the longest signal.</summary>
internal static class SignalForward
{
    private const int LongestName = 512; // of a feature, region, device or state as it is spelt; a longer one is none that is known

    public static void Write(IBufferWriter<byte> to, SignalParser signal, ServiceCatalogue catalogue, in Part part)
    {
        Service service = catalogue.Services[part.Service];
        to.Write("{"u8);
        WriteText(to, SignalField.Id, signal.Raw(SignalField.Id));
        to.Write(","u8);
        WriteTime(to, signal.Text(SignalField.At));
        WriteNext(to, SignalField.Source, signal.Raw(SignalField.Source));
        WriteNext(to, SignalField.Kind, signal.Raw(SignalField.Kind));
        WriteNext(to, SignalField.Service, service.Key.Span);
        if (part.Feature >= 0) WriteId(to, SignalField.Feature, service.Features[part.Feature]);
        else WriteName(to, signal, SignalField.Feature);
        WriteName(to, signal, SignalField.Region);
        WriteName(to, signal, SignalField.Device);
        if (signal.Has(SignalField.Reporter)) WriteNext(to, SignalField.Reporter, signal.Raw(SignalField.Reporter));
        if (signal.Has(SignalField.Text)) WriteNext(to, SignalField.Text, signal.Raw(SignalField.Text));
        if (signal.Kind == SignalKind.Count) WriteCount(to, part.Count);
        WriteName(to, signal, SignalField.State);
        if (signal.Kind == SignalKind.Mention) WriteNext(to, SignalField.Matched, SignalNames.NameOf(part.Kind));
        to.Write("}"u8);
    }

    private static void WriteNext(IBufferWriter<byte> to, SignalField field, ReadOnlySpan<byte> spelt)
    {
        to.Write(","u8);
        WriteText(to, field, spelt);
    }

    private static void WriteText(IBufferWriter<byte> to, SignalField field, ReadOnlySpan<byte> spelt)
    {
        to.Write("\""u8);
        to.Write(SignalNames.NameOf(field));
        to.Write("\":\""u8);
        to.Write(spelt);
        to.Write("\""u8);
    }

    private static void WriteName(IBufferWriter<byte> to, SignalParser signal, SignalField field)
    {
        ReadOnlySpan<byte> spelt = signal.Raw(field);
        if (signal.Has(field) && spelt.Length <= LongestName) WriteNext(to, field, spelt);
    }

    private static void WriteId(IBufferWriter<byte> to, SignalField field, string id)
    {
        Span<byte> utf8 = stackalloc byte[id.Length];
        WriteNext(to, field, utf8[..Encoding.UTF8.GetBytes(id, utf8)]);
    }

    // The digits after the third of a second's fraction count for nothing and may be many.
    private static void WriteTime(IBufferWriter<byte> to, ReadOnlySpan<byte> at)
    {
        const int afterSeconds = 19, afterMilliseconds = 23;
        int offset = afterSeconds + at[afterSeconds..].IndexOfAnyExcept(".0123456789"u8);
        Span<byte> time = stackalloc byte[afterMilliseconds + 6];
        int kept = Math.Min(offset, afterMilliseconds);
        at[..kept].CopyTo(time);
        at[offset..].CopyTo(time[kept..]);
        WriteText(to, SignalField.At, time[..(kept + at.Length - offset)]);
    }

    private static void WriteCount(IBufferWriter<byte> to, int count)
    {
        Span<byte> digits = stackalloc byte[10];
        Utf8Formatter.TryFormat(count, digits, out int length);
        to.Write(",\"count\":"u8);
        to.Write(digits[..length]);
    }
}
