using System.Text;

namespace SignalDetect.Backtest.Formats;

/// <summary>Where an export's columns stand; -1 where one is not there. Names are taken in any case, and others are refused.</summary>
/// <param name="Time">When the window began: <c>timestamp</c>, <c>date</c> or <c>time</c>.</param>
/// <param name="Reports">How many reports: <c>reports</c>, <c>value</c> or <c>count</c>; empty where nothing was collected.</param>
/// <param name="Service">Whose: <c>service</c>, <c>company</c>, <c>slug</c> or <c>name</c>.</param>
/// <param name="Baseline">What Downdetector expected: <c>baseline</c> or <c>expected</c>.</param>
/// <param name="Status">What it announced: <c>status</c>.</param>
/// <param name="Count">How many columns there are.</param>
internal sealed record DowndetectorColumns(int Time, int Reports, int Service, int Baseline, int Status, int Count)
{
    /// <summary>What a header must be, for messages.</summary>
    public const string Form = "timestamp, reports, and where there are any service, baseline and status";

    private static readonly string[][] Names =
        [["timestamp", "date", "time"], ["reports", "value", "count"], ["service", "company", "slug", "name"], ["baseline", "expected"], ["status"]];

    /// <summary>Reads a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="line">Its first line.</param>
    /// <exception cref="BadInputException">A column is missing, twice there or unknown.</exception>
    public static DowndetectorColumns Of(string path, string line)
    {
        var fields = Split(line);
        var places = Names.Select(_ => -1).ToArray();
        for (var i = 0; i < fields.Count; i++)
        {
            var kind = Array.FindIndex(Names, names => names.Contains(fields[i].ToLowerInvariant()));
            if (kind < 0) throw new BadInputException(path, 1, $"header: '{fields[i]}' is no column; {Form} are");
            if (places[kind] >= 0) throw new BadInputException(path, 1, $"header: '{fields[i]}' is a second column of {Names[kind][0]}");
            places[kind] = i;
        }

        for (var kind = 0; kind < 2; kind++)
            if (places[kind] < 0) throw new BadInputException(path, 1, $"header: there is no column {Names[kind][0]}; the columns are {Form}");
        return new DowndetectorColumns(places[0], places[1], places[2], places[3], places[4], fields.Count);
    }

    /// <summary>The fields of a line, trimmed; one may stand in double quotes (RFC 4180).</summary>
    public static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else if (line[i] != '"') field.Append(line[i]);
            else if (quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else quoted = !quoted;
        }

        return fields;
    }
}
