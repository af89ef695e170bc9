namespace SignalDetect.Core.Signals;

/// <summary>What a signal is, once read. The last two come from a post's text.</summary>
public enum SignalKind : byte { Report, Mention, Works, Count, Official, Probe, Tick, News, Chatter }

/// <summary>What an operator's statement or a probe says.</summary>
public enum SignalState : byte { None, Acknowledged, Update, Resolved, Maintenance, Up, Down }

/// <summary>Why a signal is dead, in the order in which the checks run.</summary>
public enum DeadLetterReason : byte { None, TooLarge, NotJson, MissingField, BadField, UnknownService, Future, Late }

/// <summary>One signal about one service, resolved: all that its home partition needs.</summary>
/// <param name="Service">Index in the catalogue.</param>
/// <param name="Count">Observations it stands for: 1, or the count of a <see cref="SignalKind.Count"/>.</param>
/// <param name="Feature">Index in the service's features; -1 where none or unknown.</param>
/// <param name="Device">Index in the catalogue's devices; -1 where none or unknown.</param>
/// <param name="Region">Index in the region list; -1 where none or unknown.</param>
/// <param name="At">Event time, Unix milliseconds.</param>
/// <param name="Arrival">The record's timestamp where it was first read, Unix milliseconds.</param>
/// <param name="Identity">128-bit hash of source and id.</param>
/// <param name="Reporter">64-bit hash of the reporter; 0 where none is given.</param>
public readonly record struct Part(
    int Service, SignalKind Kind, SignalState State, int Count, short Feature, short Device, int Region, long At, long Arrival, UInt128 Identity, ulong Reporter);
