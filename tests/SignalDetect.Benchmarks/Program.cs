using SignalDetect.Benchmarks;

(string Name, Action Run)[] all =
[
    ("signals", ReadingSignals.Run),
    ("windows", JudgingWindows.Run),
    ("presets", PresetCosts.Run),
    ("iid", IidDetectors.Run),
    ("mlnet", PackageEngines.Run),
    ("srcnn", SpectralResidual.Run),
    ("ssa", SsaDetectors.Run),
];
if (args is ["detectors"]) AllDetectors.Run();
foreach (var (name, run) in all)
    if (args.Length == 0 || args.Contains(name)) run();
