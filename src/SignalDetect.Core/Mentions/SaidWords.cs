namespace SignalDetect.Core.Mentions;

/// <summary>Words of a post, folded, and what they say.</summary>
/// <param name="Words">The words as they were compared.</param>
/// <param name="Says">A service's id, or the role of the phrase as lexicons name it.</param>
public readonly record struct SaidWords(string Words, string Says);
