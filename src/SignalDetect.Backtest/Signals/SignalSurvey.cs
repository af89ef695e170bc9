using SignalDetect.Core.Pipeline;
using SignalDetect.Core.Signals;

namespace SignalDetect.Backtest.Signals;

/// <summary>A first reading of a file of signals.</summary>
/// <param name="First">The first time, Unix milliseconds.</param>
/// <param name="Last">The last one, of a tick.</param>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Services">The services that at least one well-formed signal is about, by index.</param>
internal sealed record SignalSurvey(long First, long Last, long Lines, IReadOnlySet<int> Services)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="BadInputException">The pipeline's model does not fit its detector.</exception>
    public static SignalSurvey Of(SignalFile file, PipelineSetup setup, CancellationToken cancel)
    {
        if (setup.Model?.Misfit(setup.Detector) is { } misfit) throw new BadInputException($"the pipeline's model does not fit: {misfit}");
        var reader = new SignalReader(setup.Catalogue, setup.Matcher, (long)setup.Lateness.TotalMilliseconds);
        var services = new HashSet<int>();
        long? first = null;
        long last = 0;
        foreach (var (time, value, isTick) in file.Records(cancel))
        {
            first ??= time;
            last = time;
            if (isTick || reader.Read(value, time, time, forwarded: false).Outcome != ReadOutcome.Parts) continue;
            foreach (var part in reader.Parts) services.Add(part.Service);
        }

        return new SignalSurvey(first ?? 0, last, file.Line, services);
    }
}
