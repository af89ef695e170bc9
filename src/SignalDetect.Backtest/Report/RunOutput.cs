namespace SignalDetect.Backtest.Report;

/// <summary>What the page says of where a run comes from.</summary>
/// <param name="Input">The name of the input, without the folders above it.</param>
/// <param name="Pipeline">The pipeline's name.</param>
internal sealed record PageTitle(string Input, string Pipeline)
{
    /// <summary>The title of a run.</summary>
    public static PageTitle Of(BacktestOptions options) => new(Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Input)), options.Setup.Name);
}

/// <summary>Writes all files of a run but its scores.</summary>
internal static class RunOutput
{
    /// <summary>Writes them; <c>report.json</c> is the last.</summary>
    public static void Write(OutputFolder folder, PageTitle title, Judged judged, BacktestResult result)
    {
        using (var file = folder.Create("detections.jsonl")) RowFiles.Write(file, judged.Detections);
        using (var file = folder.Create("incidents.jsonl")) RowFiles.Write(file, judged.Incidents);
        using (var file = folder.Create("report.html")) ReportPage.Write(file, title, result, judged);
        using (var file = folder.Create("report.json")) ReportJson.Write(file, result);
    }
}
