using System.CommandLine;
using SignalDetect.Configuration;
using SignalDetect.Storage;

namespace SignalDetect.Commands;

/// <summary><c>db</c>: the database's schema.</summary>
internal static class DbCommand
{
    public static Command Create(Surroundings around)
    {
        var migrating = CommandOptions.Pipeline("The pipeline whose database it is");
        var migrate = new Command("migrate", "Creates the schema, or brings it up to this program's version.") { migrating };
        migrate.SetAction((parsed, stop) => MigrateAsync(parsed.GetRequiredValue(migrating), around, stop));

        var scripting = CommandOptions.Pipeline("The pipeline whose kind of database it is for");
        var script = new Command("script", "Prints the SQL that makes the whole schema in an empty database.") { scripting };
        script.SetAction((parsed, _) => ScriptAsync(parsed.GetRequiredValue(scripting), around));

        return new Command("db", "Creates, upgrades or prints the database's schema.") { migrate, script };
    }

    private static async Task<int> MigrateAsync(string path, Surroundings around, CancellationToken stop)
    {
        var file = PipelineFileReader.Read(path, around.Environment);
        var applied = await StoreFactory.CreateMigrator(PipelineParts.Store(file)).MigrateAsync(stop);
        foreach (var step in applied) await around.Output.WriteLineAsync($"applied {step}");
        if (applied.Count == 0) await around.Output.WriteLineAsync("the schema is up to date");
        return ExitCode.Done;
    }

    private static async Task<int> ScriptAsync(string path, Surroundings around)
    {
        var file = PipelineFileReader.Read(path, around.Environment);
        await around.Output.WriteLineAsync(StoreFactory.CreateMigrator(PipelineParts.StoreWithoutConnection(file)).Script());
        return ExitCode.Done;
    }
}
