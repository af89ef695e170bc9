using SignalDetect.Core.Signals;

namespace SignalDetect.Core.Mentions;

/// <summary>What a post says of one service.</summary>
/// <param name="Service">Index in the catalogue.</param>
/// <param name="Feature">Index in the service's features of what fails; -1 where the post does not say, or nothing fails.</param>
/// <param name="Verdict"><see cref="SignalKind.Mention"/> (an outage), <see cref="SignalKind.Works"/>, <see cref="SignalKind.News"/> or <see cref="SignalKind.Chatter"/>.</param>
public readonly record struct ServiceMatch(int Service, short Feature, SignalKind Verdict);
