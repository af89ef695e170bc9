namespace SignalDetect.Backtest.Tests.Series;

public sealed class SeriesFormTests
{
    [Fact]
    public async Task Scores_EveryRow_HasTheInputsOwnTimestampAndValue()
    {
        using var folder = new RunFolder();
        var rows = await folder.ScoresAsync(
            "timestamp,value\n2026-01-05T00:00:00Z,1\n2026-01-05T02:00:00.500+01:00,007\n2026-01-05 02:00:00,1e2\n2026-01-05T03:00:00,+3\n2026-01-05 04:00:00.250,12.50\n");

        Assert.Equal("timestamp,stream,value,expected,lower,upper,score,pvalue,alert,incident", folder.Read("scores.csv").Split('\n')[0]);
        Assert.Equal(
            ["2026-01-05T00:00:00Z", "2026-01-05T02:00:00.500+01:00", "2026-01-05 02:00:00", "2026-01-05T03:00:00", "2026-01-05 04:00:00.250"],
            rows.Select(row => row.Timestamp));
        Assert.Equal(["1", "007", "1e2", "+3", "12.50"], rows.Select(row => row.Value));
        Assert.All(rows, row => Assert.Equal("one", row.Stream));
    }

    [Fact]
    public async Task Scores_RowNotCollected_HasNeitherExpectationNorScoreNorAlert()
    {
        using var folder = new RunFolder();
        var counts = SeriesText.Counts(1, 100, TimeSpan.FromMinutes(5), 20);
        var lines = SeriesText.Csv(counts).Split('\n');
        lines[51] = lines[51][..(lines[51].IndexOf(',') + 1)];
        var rows = await folder.ScoresAsync(string.Join('\n', lines));

        Assert.Equal(new ScoresLine(rows[50].Timestamp, "one", "", "", "", "", "", "", "0", ""), rows[50]);
        Assert.All(rows.Where((_, i) => i > 0 && i != 50), row => Assert.All([row.Expected, row.Lower, row.Upper, row.Score, row.PValue], text => Assert.NotEmpty(text)));
    }

    [Fact]
    public async Task Scores_RowNotCollected_TeachesNothing()
    {
        using var folder = new RunFolder();
        var lines = SeriesText.Csv(SeriesText.Counts(2, 200, TimeSpan.FromMinutes(5), 20)).Split('\n').ToList();
        lines[101] = lines[101][..(lines[101].IndexOf(',') + 1)];
        var withEmpty = await folder.ScoresAsync(string.Join('\n', lines));
        lines.RemoveAt(101);
        var without = await folder.ScoresAsync(string.Join('\n', lines));

        Assert.Equal(without, withEmpty.Where((_, i) => i != 100));
    }

    [Fact]
    public async Task Scores_RepeatedTimestamps_AreRowsOfTheirOwn()
    {
        using var folder = new RunFolder();
        var rows = await folder.ScoresAsync(
            "timestamp,value\n2026-01-05 00:00:00,5\n2026-01-05 00:05:00,6\n2026-01-05 00:05:00,60\n2026-01-05 00:05:00,\n2026-01-05 00:10:00,5\n");

        Assert.Equal(["5", "6", "60", "", "5"], rows.Select(row => row.Value));
        Assert.NotEqual(rows[1].Expected, rows[2].Expected);
    }

    [Fact]
    public async Task Scores_CrLfMarkQuotesAndBlankLines_AreAccepted()
    {
        using var folder = new RunFolder();
        var plain = await folder.ScoresAsync("timestamp,value\n2026-01-05 00:00:00,5\n2026-01-05 01:00:00,\n2026-01-05 02:00:00,7\n");
        var dressed = await folder.ScoresAsync("\uFEFFtimestamp,value\r\n\"2026-01-05 00:00:00\",5\r\n\r\n2026-01-05 01:00:00,\r\n2026-01-05 02:00:00, \"7\" ");

        Assert.Equal(plain, dressed);
    }

    [Fact]
    public async Task Scores_HeaderAlone_IsAStreamWithoutRows()
    {
        using var folder = new RunFolder();
        var result = await folder.RunAsync(folder.Write("one.csv", "timestamp,value\n"));

        Assert.Equal((1, 0L), (result.Streams, result.Points));
        Assert.Single(folder.Read("scores.csv").Split('\n')[..^1]);
    }

    [Fact]
    public async Task Scores_PackedInput_IsReadLikePlain()
    {
        using var folder = new RunFolder();
        var text = SeriesText.Csv(SeriesText.Counts(3, 500, TimeSpan.FromMinutes(5), 20));
        var plain = await folder.ScoresAsync(text);
        var packed = await folder.ScoresAsync(text, "one.csv.gz");

        Assert.Equal(plain, packed);
    }

    [Fact]
    public async Task Scores_StreamWithAComma_IsQuoted()
    {
        using var folder = new RunFolder();
        await folder.RunAsync(folder.Write("a,\"b\".csv", "timestamp,value\n2026-01-05 00:00:00,5\n"));

        Assert.StartsWith("2026-01-05 00:00:00,\"a,\"\"b\"\"\",5,", folder.Read("scores.csv").Split('\n')[1]);
    }

    [Fact]
    public async Task Scores_ExtremeValuesAndTimes_StayInRange()
    {
        const int Seed = 17;
        var random = new Random(Seed);
        string[] values = ["0", "5", "-1e100", "1e100", "1e-300", "4.9e-324", "123456789012", "0.5", "", "9007199254740993"];
        foreach (var first in new[] { new DateTime(1, 1, 1), new DateTime(1969, 12, 31, 12, 0, 0), new DateTime(9999, 1, 1) })
        {
            using var folder = new RunFolder();
            var text = SeriesText.Header + string.Concat(Enumerable.Range(0, 1500).Select(i => $"{SeriesText.Time(first.AddMinutes(i))},{values[random.Next(values.Length)]}\n"));
            var rows = await folder.ScoresAsync(text);

            Assert.All(rows.Skip(1).Where(row => row.Value != ""), row =>
            {
                Assert.NotEmpty(row.Expected);
                Assert.InRange(double.Parse(row.Score), 0, 1);
                Assert.InRange(double.Parse(row.PValue), 0, 1);
            });
        }
    }

    [Theory]
    [InlineData("20,21,19,20,22,0,18", true)]
    [InlineData("20,21,19,20.5,22,0,18", false)]
    [InlineData("20,21,19,-20,22,0,18", false)]
    public async Task Scores_FractionOrNegativeValue_MakesItAMeasurementFromThatRowOn(string values, bool counts)
    {
        using var folder = new RunFolder();
        var text = SeriesText.Header + string.Concat(values.Split(',').Select((value, i) => $"2026-01-05 {i:00}:00:00,{value}\n"));
        var told = await folder.ScoresAsync(text);
        var forced = await folder.ScoresAsync(text, change: options => options with { ValueKind = ValueKind.Measurements });

        // The bounds of counts stop at zero; a measurement's do not.
        Assert.Equal(counts, told.Skip(1).All(row => row.Lower[0] != '-'));
        Assert.All(told.Take(3).Skip(1), row => Assert.NotEqual('-', row.Lower[0]));
        Assert.Contains(forced.Take(3), row => row.Lower.StartsWith('-') || row.Lower != told[1].Lower);
    }
}
