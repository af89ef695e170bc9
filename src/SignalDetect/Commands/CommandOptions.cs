using System.CommandLine;
using System.Globalization;
using SignalDetect.Configuration;

namespace SignalDetect.Commands;

/// <summary>Options that several commands have, or that need a form of their own.</summary>
internal static class CommandOptions
{
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary><c>--pipeline FILE</c>.</summary>
    public static Option<string> Pipeline(string description) => new("--pipeline") { Description = description, HelpName = "FILE", Required = true };

    /// <summary>A file or folder to read.</summary>
    public static Option<string> Input(string helpName, string description) => new("--input") { Description = description, HelpName = helpName, Required = true };

    /// <summary>A span of time, such as 60s.</summary>
    public static Option<TimeSpan?> Span(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (Duration.TryParse(result.Tokens[0].Value, out var span)) return span;
            result.AddError($"{name} is \"{result.Tokens[0].Value}\" and must be {Duration.Form}");
            return null;
        },
    };

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<int> Number(string name, int standard, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            result.AddError($"{name} is \"{text}\" and must be a whole number from {least} to {most}");
            return standard;
        },
    };

    /// <summary>A time, UTC where it does not say; null where the option is not given.</summary>
    public static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "T",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            if (DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, style, out var moment)) return moment;
            result.AddError($"{name} is \"{text}\" and must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z");
            return null;
        },
    };

    /// <summary>A number above 0; null where the option is not given.</summary>
    public static Option<double?> Rate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            const NumberStyles form = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (double.TryParse(text, form, CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate) && rate > 0) return rate;
            result.AddError($"{name} is \"{text}\" and must be a number above 0");
            return null;
        },
    };

    /// <summary>A number that is not negative.</summary>
    public static Option<double> Factor(string name, double standard, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            const NumberStyles form = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (double.TryParse(text, form, CultureInfo.InvariantCulture, out var factor) && double.IsFinite(factor)) return factor;
            result.AddError($"{name} is \"{text}\" and must be a number from 0 on");
            return standard;
        },
    };

    /// <summary>One of a few words; null where the option is not given.</summary>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!words.Contains(text)) result.AddError($"{name} is \"{text}\" and must be {string.Join(" or ", words)}");
                return text;
            },
        };
        option.CompletionSources.Add(words);
        return option;
    }
}
