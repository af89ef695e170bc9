using System.Globalization;
using SignalDetect.Commands;
using SignalDetect.Configuration;
using Spectre.Console;

// Numbers and times read the same wherever the program runs.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
    CultureInfo.InvariantCulture;

using var stop = new StopSignals();
#pragma warning disable RS0030 // Here the clock enters the program.
var clock = TimeProvider.System;
#pragma warning restore RS0030
var screen = Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
var around = new Surroundings(Console.Out, Console.Error, [.. SettingsEnvironment.OfProcess()], clock, screen);
return await CommandLine.RunAsync(args, around, stop.Token);
