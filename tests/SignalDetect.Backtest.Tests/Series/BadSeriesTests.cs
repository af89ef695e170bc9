using System.Text;

namespace SignalDetect.Backtest.Tests.Series;

public sealed class BadSeriesTests
{
    [Theory]
    [InlineData("", ":1: the file is empty")]
    [InlineData("2026-01-05 00:00:00,5\n", ":1: header: must be 'timestamp,value' or 'timestamp,stream,value', not '2026-01-05 00:00:00,5'")]
    [InlineData("time,value\n", ":1: header:")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00\n", ":2: has 1 columns, not the 2")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,5,6\n", ":2: has 3 columns, not the 2")]
    [InlineData("timestamp,stream,value\n2026-01-05 00:00:00,5\n", ":2: has 2 columns, not the 3")]
    [InlineData("timestamp,stream,value\n2026-01-05 00:00:00,,5\n", ":2: stream:")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,5\n05.01.2026,5\n", ":3: timestamp: '05.01.2026' is no time; RFC 3339 or 'yyyy-MM-dd HH:mm:ss' (UTC) would be")]
    [InlineData("timestamp,value\n2026-02-30 00:00:00,5\n", ":2: timestamp:")]
    [InlineData("timestamp,value\n2026-01-05 24:00:00,5\n", ":2: timestamp:")]
    [InlineData("timestamp,value\n2026-01-05 00:00,5\n", ":2: timestamp:")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00 +0100,5\n", ":2: timestamp:")]
    [InlineData("timestamp,value\n,5\n", ":2: timestamp:")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,five\n", ":2: value: 'five' is no finite decimal number; where nothing was collected it is empty")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,NaN\n", ":2: value: 'NaN'")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,Infinity\n", ":2: value: 'Infinity'")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,1e999\n", ":2: value: '1e999'")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,-1e101\n", ":2: value: '-1e101' is beyond 1e100")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,0x10\n", ":2: value:")]
    [InlineData("timestamp,value\n2026-01-05 00:00:00,1 2\n", ":2: value:")]
    [InlineData("timestamp,value\n2026-01-05 00:05:00,5\n2026-01-05 00:00:00,5\n", ":3: timestamp: 2026-01-05 00:00:00 is before the row before it")]
    [InlineData("timestamp,stream,value\n2026-01-05 00:05:00,a,5\n2026-01-05 00:00:00,b,5\n2026-01-05 00:04:00,a,5\n", ":4: timestamp:")]
    public async Task Run_RowThatDoesNotFit_IsOneLineWithFileAndLineAndLeavesNoOutput(string text, string complaint)
    {
        using var folder = new RunFolder();
        var path = folder.Write("in/one.csv", text);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path));

        Assert.StartsWith(path + complaint, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(Directory.Exists(folder.Out));
    }

    [Fact]
    public async Task Run_SeveralBadFiles_NamesTheFirstInOrder()
    {
        using var folder = new RunFolder();
        folder.Write("in/a.csv", SeriesText.Csv(SeriesText.Counts(1, 5000, TimeSpan.FromMinutes(1), 10)) + "2027-01-01 00:00:00,x\n");
        folder.Write("in/b.csv", "nothing\n");
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("in")));

        Assert.Contains("a.csv:5002: value:", error.Message);
    }

    [Fact]
    public async Task Run_StreamInTwoFiles_IsRefused()
    {
        using var folder = new RunFolder();
        folder.Write("in/a.csv", SeriesText.Header);
        folder.Write("in/a.csv.gz", SeriesText.Header);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("in")));

        Assert.Contains("a.csv.gz: stream 'a' is in", error.Message);
    }

    [Fact]
    public async Task Run_NoFileEmptyFolderOrUnknownExtension_SaysWhatWouldBeRight()
    {
        using var folder = new RunFolder();
        Directory.CreateDirectory(folder.Path_("in"));
        var missing = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("none.csv")));
        var empty = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Path_("in")));
        var other = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(folder.Write("one.txt", SeriesText.Header)));

        Assert.EndsWith("none.csv: there is no such file or folder", missing.Message);
        Assert.EndsWith("in: the folder holds no file *.csv or *.csv.gz", empty.Message);
        Assert.Contains("--format series|signals", other.Message);
    }

    [Fact]
    public async Task Run_DamagedGzip_IsABadInput()
    {
        using var folder = new RunFolder();
        var path = folder.Path_("one.csv.gz");
        await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(SeriesText.Header));
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path));

        Assert.Contains("one.csv.gz:1: the gzip stream is damaged", error.Message);
    }

    [Fact]
    public async Task Run_GzipThatBreaksOff_IsABadInput()
    {
        using var folder = new RunFolder();
        var path = folder.Write("one.csv.gz", SeriesText.Csv(SeriesText.Counts(1, 20_000, TimeSpan.FromMinutes(1), 10)));
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..20]);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path));

        Assert.Contains("one.csv.gz:1: the gzip stream is damaged: it breaks off", error.Message);
    }

    [Fact]
    public async Task Run_StreamNameThatIsNoUtf8_IsABadInput()
    {
        using var folder = new RunFolder();
        var path = folder.WriteBytes("one.csv", [.. Encoding.UTF8.GetBytes("timestamp,stream,value\n2026-01-05 00:00:00,"), 0xFF, (byte)',', (byte)'5', (byte)'\n']);
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path));

        Assert.Contains("one.csv:2: stream: must be a name in UTF-8", error.Message);
    }

    [Theory]
    [InlineData("5.5")]
    [InlineData("-5")]
    public async Task Run_ValueThatIsNoCountWhereCountsAreForced_IsABadInput(string value)
    {
        using var folder = new RunFolder();
        var path = folder.Write("one.csv", $"timestamp,value\n2026-01-05 00:00:00,{value}\n");
        var error = await Assert.ThrowsAsync<BadInputException>(() => folder.RunAsync(path, options => options with { ValueKind = ValueKind.Counts }));

        Assert.Contains($"one.csv:2: value: {value} is no count", error.Message);
    }
}
