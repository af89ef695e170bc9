using System.Text;

namespace SignalDetect.Backtest.Report;

/// <summary>The page's style and script, which stand in it.</summary>
internal static class PageAssets
{
    /// <summary>The style.</summary>
    public static string Style() => Read("report.css");

    /// <summary>The script.</summary>
    public static string Script() => Read("report.js");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageAssets).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
