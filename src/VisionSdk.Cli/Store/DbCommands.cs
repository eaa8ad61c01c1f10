using System.CommandLine;
using Spectre.Console;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary><c>vision db</c>: looks after the store's database.</summary>
internal sealed class DbCommands
{
    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "Seconds to wait for other processes that migrate.",
        DefaultValueFactory = static _ => (int)VisionSdkDefaults.MigrationTimeout.TotalSeconds,
        HelpName = "SECONDS",
    };

    private readonly Argument<string> _backup = new("file")
    {
        Description = "The file to write; it must not exist. The keys are not in it.",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private DbCommands(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var db = new DbCommands(terminal, common);
        var migrate = new Command("migrate", "Create the store, or bring its schema up to date.") { db._timeout };
        var status = new Command(
            "status",
            "Say how the store's schema stands. Exit code 0: current; 1: it needs a migration."
        );
        var backup = new Command("backup", "Write a consistent copy of the store while it is in use.") { db._backup };
        var unlock = new Command(
            "unlock",
            "Remove the lock that a migration left when it was cut off. Make sure that none is running."
        );
        migrate.SetAction(db.MigrateAsync);
        status.SetAction(db.StatusAsync);
        backup.SetAction(db.BackupAsync);
        unlock.SetAction(db.UnlockAsync);
        var command = new Command("db", "Look after the store's database.") { migrate, status, backup, unlock };
        foreach (var subcommand in command.Subcommands)
        {
            db._store.AddTo(subcommand);
        }

        return command;
    }

    private async Task<int> MigrateAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var provider = _store.Provider(arguments);
        var status = await new StoreSchema(provider).MigrateAsync(
            TimeSpan.FromSeconds(arguments.GetValue(_timeout)),
            cancellationToken
        );
        Print(arguments, DbReport.From(provider, status));
        return ExitCode.Done;
    }

    private async Task<int> StatusAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var provider = _store.Provider(arguments);
        RequireFile(provider);
        var status = await new StoreSchema(provider).GetStatusAsync(cancellationToken);
        Print(arguments, DbReport.From(provider, status));
        return status.State == StoreSchemaState.Current ? ExitCode.Done : ExitCode.Negative;
    }

    private async Task<int> BackupAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(arguments.GetValue(_backup)!);
        await using var client = _store.Open(arguments, _common);
        var store = await client.OpenStoreAsync(cancellationToken);
        await store.BackupAsync(file, cancellationToken);
        _terminal.Line($"wrote {Markup.Escape(file)}, {Figures.Bytes(new FileInfo(file).Length)}");
        _terminal.Hint("The keys are not in it. Keep them apart, or the copy protects nobody.");
        return ExitCode.Done;
    }

    private async Task<int> UnlockAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var provider = _store.Provider(arguments);
        RequireFile(provider);
        var wasLocked = await new StoreSchema(provider).UnlockAsync(cancellationToken);
        _terminal.Line(wasLocked ? "the lock is removed" : "there was no lock");
        return ExitCode.Done;
    }

    private void Print(ParseResult arguments, DbReport report)
    {
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.DbReport);
            return;
        }

        _terminal.Line(
            $"{Markup.Escape(report.Store)}: schema [bold]{report.Schema.ToString().ToLowerInvariant()}[/], {report.Applied.Count} migrations applied, {report.Pending.Count} pending"
        );
        if (report.MigrationLocked)
        {
            _terminal.Hint("A migration holds its lock. If none is running, remove it by 'vision db unlock'.");
        }
    }

    /// <summary>Asking about a file that is not there must not make it.</summary>
    private static void RequireFile(StoreProvider provider)
    {
        if (provider is SqliteStoreProvider { FilePath: var path } && !File.Exists(path))
        {
            throw new StoreException(
                StoreFailure.SchemaMissing,
                $"There is no store '{path}'. 'vision db migrate' makes one; or name another one by --store."
            );
        }
    }
}
