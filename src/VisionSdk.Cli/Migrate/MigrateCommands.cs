using System.CommandLine;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary><c>vision migrate</c>: moves the enrolled identities to the embedding space of another model.</summary>
internal sealed class MigrateCommands
{
    private readonly Argument<string> _model = new("model")
    {
        Description = "The embedder to move to, ID or ID@VERSION.",
    };

    private readonly Option<string> _role = new("--role")
    {
        Description = "The slot whose model changes.",
        DefaultValueFactory = static _ => VisionSlots.FaceEmbedder,
        HelpName = "SLOT",
    };

    private readonly Option<bool> _noWait = new("--no-wait")
    {
        Description = "Only begin; 'vision migrate run' does the work, in as many processes as you like.",
    };

    private readonly Option<int> _batch = new("--batch")
    {
        Description = "How many identities are stored together.",
        DefaultValueFactory = static _ => new MigrationRunOptions().BatchSize,
        HelpName = "COUNT",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "How many pictures are embedded at once.",
        DefaultValueFactory = static _ => new MigrationRunOptions().Parallelism,
        HelpName = "COUNT",
    };

    private readonly Option<bool> _bridge = new("--bridge")
    {
        Description =
            "Map the vectors of identities without a picture, rather than listing them as missing; they match strangers more often.",
    };

    private readonly Option<bool> _retry = new("--retry-failed")
    {
        Description = "Try identities again that could not be moved.",
    };

    private readonly Option<double> _margin = new("--margin")
    {
        Description = "By how much the new true-accept rate may be lower, at the pessimistic end of its interval.",
        DefaultValueFactory = static _ => new MigrationGateOptions().Margin,
        HelpName = "SHARE",
    };

    private readonly Option<double> _allowMissing = new("--allow-missing")
    {
        Description = "How large a share of the identities the new space may lack.",
        HelpName = "SHARE",
    };

    private readonly Option<string?> _override = new("--override")
    {
        Description = "Why the gate's consent is not needed; it is recorded and audited.",
        HelpName = "REASON",
    };

    private readonly RegistryArguments _registry = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private MigrateCommands(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var migrate = new MigrateCommands(terminal, common);
        var start = new Command(
            "start",
            "Begin a move and work until it is ready to be cut over. Exit code 1: it is not."
        )
        {
            migrate._model,
            migrate._noWait,
            migrate._batch,
            migrate._threads,
            migrate._bridge,
            migrate._margin,
        };
        var run = new Command("run", "Go on with a move. Exit code 1: it is not ready to be cut over.")
        {
            migrate._batch,
            migrate._threads,
            migrate._bridge,
            migrate._retry,
            migrate._margin,
        };
        var gate = new Command("gate", "Compare the two spaces again. Exit code 1: the gate has not passed.")
        {
            migrate._margin,
        };
        var status = new Command("status", "Show where it stands.");
        var cutOver = new Command("cutover", "Let the new space answer.")
        {
            migrate._allowMissing,
            migrate._override,
            migrate._registry.MaxSlowdown,
        };
        var rollback = new Command("rollback", "Let the old space answer again.");
        var finish = new Command("finish", "Drop the old space's vectors; there is no way back.");
        var abandon = new Command("abandon", "Give up and drop the new space's vectors.");
        var reenrol = new Command("reenrol", "List who should be enrolled again. Exit code 1: somebody should.");
        start.SetAction(migrate.StartAsync);
        run.SetAction(migrate.RunAsync);
        gate.SetAction(migrate.GateAsync);
        status.SetAction(migrate.StatusAsync);
        cutOver.SetAction(migrate.CutOverAsync);
        rollback.SetAction(migrate.RollbackAsync);
        finish.SetAction(migrate.FinishAsync);
        abandon.SetAction(migrate.AbandonAsync);
        reenrol.SetAction(migrate.ReenrolAsync);
        var command = new Command("migrate", "Move enrolled identities to another embedder while requests go on.")
        {
            start,
            run,
            gate,
            status,
            cutOver,
            rollback,
            finish,
            abandon,
            reenrol,
        };
        foreach (var subcommand in command.Subcommands)
        {
            subcommand.Options.Add(migrate._role);
            migrate._registry.AddWithActorTo(subcommand);
        }

        return command;
    }

    private async Task<int> StartAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var change = _registry.Change(arguments);
        var status = await client.Migrations.StartAsync(
            arguments.GetValue(_model)!,
            new MigrationStartOptions
            {
                Slot = Role(arguments),
                Actor = change.Actor,
                Reason = change.Reason,
            },
            cancellationToken
        );
        if (arguments.GetValue(_noWait))
        {
            Print(arguments, status);
            return ExitCode.Done;
        }

        return await WorkAsync(client, arguments, status, cancellationToken);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var status = await RequireAsync(client, arguments, cancellationToken);
        return await WorkAsync(client, arguments, status, cancellationToken);
    }

    private async Task<int> GateAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var report = await client.Migrations.EvaluateGateAsync(Role(arguments), Gate(arguments), cancellationToken);
        Print(arguments, await RequireAsync(client, arguments, cancellationToken));
        return report.Verdict == MigrationGate.Passed ? ExitCode.Done : ExitCode.Negative;
    }

    private async Task<int> StatusAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        Print(arguments, await RequireAsync(client, arguments, cancellationToken));
        return ExitCode.Done;
    }

    private async Task<int> CutOverAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var change = _registry.Change(arguments);
        await client.Migrations.CutOverAsync(
            Role(arguments),
            new MigrationCutOverOptions
            {
                Actor = change.Actor,
                Reason = change.Reason,
                AllowedMissing = arguments.GetValue(_allowMissing),
                Override = arguments.GetValue(_override),
                MaxSlowdown = arguments.GetValue(_registry.MaxSlowdown),
            },
            cancellationToken
        );
        Print(arguments, await RequireAsync(client, arguments, cancellationToken));
        return ExitCode.Done;
    }

    private async Task<int> RollbackAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        await client.Migrations.RollbackAsync(Role(arguments), _registry.Change(arguments), cancellationToken);
        var status = await RequireAsync(client, arguments, cancellationToken);
        Print(arguments, status);
        if (status.Counts.MissingInOld > 0)
        {
            _terminal.Hint(
                $"The old space does not have {status.Counts.MissingInOld} identities yet that were enrolled since; 'vision migrate run' makes their vectors."
            );
        }

        return ExitCode.Done;
    }

    private async Task<int> FinishAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var actor = _registry.Change(arguments).Actor;
        var dropped = await client.Migrations.FinishAsync(Role(arguments), actor, cancellationToken);
        return await DroppedAsync(client, arguments, dropped, cancellationToken);
    }

    private async Task<int> AbandonAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var actor = _registry.Change(arguments).Actor;
        var dropped = await client.Migrations.AbandonAsync(Role(arguments), actor, cancellationToken);
        return await DroppedAsync(client, arguments, dropped, cancellationToken);
    }

    private async Task<int> ReenrolAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _registry.Open(arguments, _common);
        var found = await client.Migrations.ListReenrolAsync(Role(arguments), cancellationToken);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(found, CliJsonContext.Default.Reenrolments);
        }
        else
        {
            MigrateTable.Write(_terminal, found);
        }

        return found.IsEmpty ? ExitCode.Done : ExitCode.Negative;
    }

    private async Task<int> WorkAsync(
        VisionClient client,
        ParseResult arguments,
        MigrationStatus status,
        CancellationToken cancellationToken
    )
    {
        var options = new MigrationRunOptions
        {
            BatchSize = arguments.GetValue(_batch),
            Parallelism = arguments.GetValue(_threads),
            AllowBridge = arguments.GetValue(_bridge),
            RetryFailed = arguments.GetResult(_retry) is not null && arguments.GetValue(_retry),
        };
        await _terminal.ProgressAsync(
            "Moving",
            status.Counts.Total,
            step => client.Migrations.RunAsync(Role(arguments), options, new StepProgress(step), cancellationToken)
        );
        await client.Migrations.EvaluateGateAsync(Role(arguments), Gate(arguments), cancellationToken);
        status = await RequireAsync(client, arguments, cancellationToken);
        Print(arguments, status);
        return status.IsReady ? ExitCode.Done : ExitCode.Negative;
    }

    private async Task<int> DroppedAsync(
        VisionClient client,
        ParseResult arguments,
        int dropped,
        CancellationToken cancellationToken
    )
    {
        Print(arguments, await RequireAsync(client, arguments, cancellationToken));
        _terminal.Hint($"{dropped} vectors were dropped.");
        return ExitCode.Done;
    }

    private async Task<MigrationStatus> RequireAsync(
        VisionClient client,
        ParseResult arguments,
        CancellationToken cancellationToken
    ) =>
        await client.Migrations.GetStatusAsync(Role(arguments), cancellationToken)
        ?? throw new StoreException(
            StoreFailure.UnknownMigration,
            $"Slot '{Role(arguments)}' has never been moved to another embedding space. 'vision migrate start' begins that."
        );

    private string Role(ParseResult arguments) => arguments.GetValue(_role)!;

    private MigrationGateOptions Gate(ParseResult arguments) => new() { Margin = arguments.GetValue(_margin) };

    private void Print(ParseResult arguments, MigrationStatus status)
    {
        var report = MigrateReport.Of(status);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.MigrateReport);
        }
        else
        {
            MigrateTable.Write(_terminal, report);
        }
    }
}
