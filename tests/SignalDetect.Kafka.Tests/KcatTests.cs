using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using Xunit;

namespace SignalDetect.Kafka.Tests;

public sealed class KcatTests
{
    [KcatFact]
    public async Task Kcat_LinesWithKeysAndAHeader_Arrive()
    {
        using var broker = EmbeddedBroker.Start(new Dictionary<string, int> { ["signals"] = 1 });
        var start = new ProcessStartInfo("kcat", ["-P", "-b", broker.Bootstrap, "-t", "signals", "-p", "0", "-K", "|", "-H", "sender=kcat"])
        {
            RedirectStandardInput = true,
        };
        using var kcat = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Client.Patience);

        await kcat.StandardInput.WriteAsync("tiktok|{\"id\":\"1\"}\nreddit|{\"id\":\"2\"}\n".AsMemory(), patience.Token);
        kcat.StandardInput.Close();
        await kcat.WaitForExitAsync(patience.Token);

        Assert.Equal(0, kcat.ExitCode);
        var messages = Client.Read(broker, "signals", 0, 2).ConvertAll(record => record.Message);
        Assert.Equal(["tiktok {\"id\":\"1\"}", "reddit {\"id\":\"2\"}"], messages.Select(Line));
        Assert.All(messages, message => Assert.Equal("kcat", Encoding.UTF8.GetString(message.Headers.GetLastBytes("sender"))));
    }

    private static string Line(Message<byte[]?, byte[]?> message) => $"{Encoding.UTF8.GetString(message.Key!)} {Encoding.UTF8.GetString(message.Value!)}";
}
