namespace SignalDetect.Core.Detectors;

/// <summary>A window of one stream, to be judged and learnt from.</summary>
/// <param name="Fast">The stream's fast part.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="Time">The window's start, Unix seconds.</param>
/// <param name="Value">What was observed; finite.</param>
/// <param name="Lesson">How much the window may teach, 0 to 1: 0 where it is known to belong to an incident.</param>
/// <param name="IsAhead">Only the fast part learns, as on a copy that looks ahead.</param>
/// <param name="Thresholds">The stream's thresholds as a multiple of the preset's; nothing that is learnt depends on it.</param>
public readonly record struct StreamWindow(double[] Fast, double[] Profile, long Time, double Value, double Lesson = 1, bool IsAhead = false, double Thresholds = 1);
