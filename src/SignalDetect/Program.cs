using System.Globalization;
using SignalDetect.Commands;
using SignalDetect.Configuration;

// Numbers and times read the same wherever the program runs.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
    CultureInfo.InvariantCulture;

using var stop = new StopSignals();
#pragma warning disable RS0030 // Here the clock enters the program.
var clock = TimeProvider.System;
#pragma warning restore RS0030
var around = new Surroundings(Console.Out, Console.Error, [.. SettingsEnvironment.OfProcess()], clock, !Console.IsErrorRedirected);
return await CommandLine.RunAsync(args, around, stop.Token);
