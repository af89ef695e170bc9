using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary>The presets of <c>--compare A,B,C</c>.</summary>
internal static class ComparedPresets
{
    /// <summary>Their names in order, at least two; null where the option is not given.</summary>
    /// <exception cref="ConfigurationException">They do not fit, or <c>--detector</c> is given as well.</exception>
    public static IReadOnlyList<string?>? Of(string? compare, string? detector)
    {
        if (compare is null) return null;
        if (detector is not null) throw new ConfigurationException("--detector: goes not with --compare, whose first preset makes the output");
        var names = compare.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length < 2 || names.Contains("")) throw new ConfigurationException($"--compare: is \"{compare}\" and must be two presets or more, such as default,tail");
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length) throw new ConfigurationException($"--compare: is \"{compare}\" and must name each preset once");
        return names;
    }
}
