using Spectre.Console;

namespace SignalDetect.Commands;

/// <summary>Shows how far long work is, where somebody watches.</summary>
internal static class ProgressBar
{
    /// <summary>Does the work, which says what it does now and the part of it that is done, from 0 to 1.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole? screen, string what, Func<Action<string, double>, Task<T>> work)
    {
        if (screen is null) return work((_, _) => { });
        return screen.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(what));
                return await work((now, part) =>
                {
                    bar.Description = Markup.Escape(now);
                    bar.Value = 100 * part;
                });
            });
    }
}
