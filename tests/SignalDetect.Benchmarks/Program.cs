using SignalDetect.Benchmarks;

ReadingSignals.Run();
JudgingWindows.Run();
