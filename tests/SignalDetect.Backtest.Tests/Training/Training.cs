using SignalDetect.Backtest.Training;
using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Training;

/// <summary>Fits models in tests.</summary>
internal static class Training
{
    public static Task<TrainingResult> TrainAsync(string input, string model, Func<TrainingOptions, TrainingOptions>? change = null)
    {
        var options = new TrainingOptions { Input = input, Out = model, Setup = Setups.Default("backtest"), Cores = 2 };
        return new Trainer().RunAsync(change?.Invoke(options) ?? options, null, CancellationToken.None);
    }
}
