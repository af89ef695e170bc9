namespace SignalDetect.Core.Signals;

/// <summary>The fields of a signal that mean something; all others are ignored. <see cref="Matched"/> stands in forwarded signals alone.</summary>
public enum SignalField : byte { Id, At, Source, Kind, Service, Feature, Region, Device, Reporter, Text, Count, State, Matched }

/// <summary>What stands in a field: nothing (or null), text as it is, text with escapes, text that is no Unicode, a number, or anything else.</summary>
internal enum FieldShape : byte { Absent, Text, Escaped, Broken, Number, Other }

/// <summary>Where a field's value stands: in the line as it was read or, once unescaped, in the parser's own buffer. Text is without its quotes.</summary>
internal readonly record struct FieldSlot(int Start, int Length, FieldShape Shape);
