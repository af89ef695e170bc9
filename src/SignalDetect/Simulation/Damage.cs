using System.Text;

namespace SignalDetect.Simulation;

/// <summary>Messages that producers get wrong: one for each reason of a dead letter that does not depend on time.</summary>
internal static class Damage
{
    /// <summary>Makes a line out of a sound signal that no service can take.</summary>
    public static byte[] Break(SimulatedSignal signal, Chance chance) => chance.Below(200) switch
    {
        0 => (signal with { Kind = "mention", Text = "tiktok down " + new string('!', 66_000) }).ToLine(),
        < 50 => signal.ToLine()[..^(2 + chance.Below(30))],
        < 60 => [.. "{\"id\":\""u8, 0xC3, 0x28, .. "\",\"source\":\"web\"}"u8],
        < 90 => (signal with { Kind = "mention", Text = null }).ToLine(),
        < 105 => Replace(signal, "\"id\":", "\"identifier\":"),
        < 125 => Replace(signal, "\"kind\":\"", "\"kind\":\"probably a "),
        < 140 => Replace(signal with { Kind = "count", Count = 3 }, "\"count\":3", "\"count\":\"three\""),
        < 150 => Replace(signal, "T", " at "),
        _ => (signal with { Service = chance.In(.5) ? "tiktok-lite-beta" : "my-homelab", Kind = "report", Feature = null }).ToLine(),
    };

    private static byte[] Replace(SimulatedSignal signal, string what, string with)
    {
        var line = Encoding.UTF8.GetString(signal.ToLine());
        var at = line.IndexOf(what, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(line[..at] + with + line[(at + what.Length)..]);
    }
}
