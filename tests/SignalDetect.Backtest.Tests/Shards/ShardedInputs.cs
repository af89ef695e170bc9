using SignalDetect.Testing;

namespace SignalDetect.Backtest.Tests.Shards;

/// <summary>Inputs of every format, small ones in which something is found.</summary>
internal static class ShardedInputs
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    /// <summary>Writes one.</summary>
    /// <returns>How it is run.</returns>
    public static Func<BacktestOptions, BacktestOptions> Write(RunFolder folder, string form)
    {
        var labels = folder.Write("labels.json", """
            [{"stream": "s1", "start": "2026-01-10T05:00:00Z", "end": "2026-01-10T06:00:00Z", "startEarliest": "2026-01-10T04:30:00Z", "acknowledged": "2026-01-10T06:30:00Z", "source": "the \"news\""},
             {"stream": "m,2", "start": "2026-01-11T22:00:00Z", "end": "2026-01-12T00:00:00Z"},
             {"stream": "m,1", "start": "2026-01-11T10:00:00Z", "end": "2026-01-11T12:00:00Z", "certainty": "low"},
             {"stream": "tiktok", "start": "2026-01-05T05:00:00Z", "end": "2026-01-05T06:00:00Z", "certainty": "high"},
             {"stream": "nobody", "start": "2026-01-10T05:00:00Z", "end": "2026-01-10T06:00:00Z"}]
            """);
        switch (form)
        {
            case "folder":
                foreach (var (file, rows) in new[] { (0, 2000), (1, 2500), (2, 1), (3, 0), (4, 1200) })
                    folder.Write($"in/s{file}.csv{(file == 4 ? ".gz" : "")}", Csv(file, rows, (1500, 12, 8)));
                folder.Write("in/mixed.csv", Mixed(5, 2400));
                folder.Write("in/nothing.csv", "timestamp,stream,value\n");
                return options => options with { Input = folder.Path_("in"), Labels = labels };
            case "file": return Run(folder.Write("mixed.csv", Mixed(5, 7500)), InputFormat.Series);
            case "labelled file": return options => Run(folder.Write("mixed.csv", Mixed(3, 3000)), InputFormat.Series)(options) with { Labels = labels };
            case "nab":
                for (var i = 0; i < 4; i++) folder.Write($"nab/data/g{i % 2}/shop{i}.csv", Csv(20 + i, 3000, (2000, 20, 9)));
                folder.Write("nab/labels/combined_windows.json", """{"g0/shop2.csv": [["2026-01-11 20:00:00.000000", "2026-01-12 03:00:00.000000"]]}""");
                return Run(folder.Path_("nab"), InputFormat.Nab);
            case "cloud-uptime":
                for (var i = 1; i < 4; i++) folder.Write($"cua/traces/T{i}.csv", $"start_time,end_time,status,service\n{36000 * i}.0,{36000 * i + 2400}.0,0.5,Shop\n600000.0,602400.0,1.0,Shop\n");
                folder.Write("cua/raw/counts.json", """{"counts": [{"x": "2018-01-04T05:31:11-05:00", "y": 1}, {"x": "2018-01-04T05:46:11-05:00", "y": null}]}""");
                return Run(folder.Path_("cua"), InputFormat.CloudUptime);
            case "downdetector":
                var rows4 = Enumerable.Range(0, 600).SelectMany(i => Enumerable.Range(0, 3).Select(s =>
                    $"{SeriesText.Time(SeriesText.Monday + Step * i)},svc{s},{(i >= 500 && i < 510 ? 400 : 5 + (i * 7 + s) % 5)},{(i > 503 && i < 510 ? "danger" : "success")}\n"));
                folder.Write("dd/all.csv", "timestamp,service,reports,status\n" + string.Concat(rows4));
                folder.Write("dd/one.json", """{"reports": [{"date": "2026-01-05T00:00:00Z", "value": 3}, {"date": "2026-01-05T00:15:00Z", "value": 4}], "baseline": [1, 1]}""");
                return Run(folder.Path_("dd"), InputFormat.Downdetector);
            case "signals":
                return options => Run(folder.WriteBytes("s.jsonl", Signals()), InputFormat.Signals)(options) with { Labels = labels };
            default: throw new ArgumentOutOfRangeException(nameof(form), form, "There is no such input.");
        }
    }

    /// <summary>Rows of several streams in turn, now and then one missing.</summary>
    public static string Mixed(int streams, int rows)
    {
        var all = Enumerable.Range(0, streams).Select(stream => SeriesText.Counts(40 + stream, rows, Step, 15 + 10 * stream, (rows * 3 / 4 + 40 * stream, 20, 9))).ToArray();
        var lines = from row in Enumerable.Range(0, rows)
                    from stream in Enumerable.Range(0, streams)
                    where (row + stream) % 17 != 0
                    select $"{SeriesText.Time(all[stream][row].Time)},\"m,{stream}\",{(row % 101 == 5 ? "" : all[stream][row].Value)}\n";
        return "timestamp,stream,value\n" + string.Concat(lines);
    }

    private static string Csv(int seed, int rows, params (int, int, double)[] surges) => SeriesText.Csv(SeriesText.Counts(seed, rows, Step, 20 + 5 * seed, surges));

    /// <summary>Four services, with days of nothing in which one of them is heard of once, and lines that nobody can count.</summary>
    private static byte[] Signals()
    {
        const int Later = 400 + 5 * 1440;
        var story = new SignalStory(3, SignalStory.Monday)
            .Reports("tiktok", 0, 400, 3).Reports("tiktok", 300, 40, 60, "upload", "US").Reports("spotify", 0, 400, 1).Posts("is tiktok down?", 310, 20, 5)
            .Reports("aws", Later - 3 * 1440, 1, 3).Reports("youtube", Later, 200, 2).Reports("tiktok", Later, 200, 3).Reports("youtube", Later + 120, 30, 50)
            .Repeat(0.05).Delay(0.02, 400).Raw(20, "{\"id\":").Raw(30, "{\"id\":\"q1\",\"at\":\"2026-01-05T00:30:00Z\",\"source\":\"web\",\"kind\":\"report\",\"service\":\"nobody\"}");
        return [.. story.Lines().SelectMany(line => line.Append((byte)'\n'))];
    }

    private static Func<BacktestOptions, BacktestOptions> Run(string input, InputFormat format) => options => options with { Input = input, Format = format };
}
