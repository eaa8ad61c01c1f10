using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary><c>vision rollout start|list|report|promote|abort</c>: a candidate version on live traffic.</summary>
internal sealed class RolloutCommands
{
    private readonly Option<string> _slot = new("--slot")
    {
        Description = "The role.",
        DefaultValueFactory = static _ => VisionSlots.FaceEmbedder,
        HelpName = "SLOT",
    };

    private readonly Argument<string> _model = new("model") { Description = "The candidate, ID or ID@VERSION." };

    private readonly Option<RolloutMode> _mode = new("--mode")
    {
        Description = "shadow: nobody sees the candidate's answers; canary: a share of the requests does.",
        DefaultValueFactory = static _ => RolloutMode.Shadow,
        HelpName = "MODE",
    };

    private readonly Option<double> _share = new("--share")
    {
        Description = "Share of the requests that the candidate sees, 0 to 1.",
        DefaultValueFactory = static _ => new RolloutOptions().Share,
        HelpName = "SHARE",
    };

    private readonly Option<double> _compare = new("--compare-share")
    {
        Description = "Of a canary's requests the share that the present version decides too, 0 to 1.",
        DefaultValueFactory = static _ => new RolloutOptions().ComparisonShare,
        HelpName = "SHARE",
    };

    private readonly Option<int> _minimum = new("--min-decisions")
    {
        Description = "How many compared decisions a promotion needs.",
        DefaultValueFactory = static _ => Rules.MinDecisions,
        HelpName = "COUNT",
    };

    private readonly Option<double?> _flips = Limit(
        "--max-flips",
        "Highest share of decisions that differ",
        Rules.MaxFlipRate
    );
    private readonly Option<double?> _errors = Limit("--max-errors", "Highest share of failures", Rules.MaxErrorRate);
    private readonly Option<double?> _latency = Limit(
        "--max-latency-ratio",
        "Highest ratio of median times",
        Rules.MaxLatencyRatio
    );
    private readonly Option<double?> _drift = Limit(
        "--max-drift",
        "Largest distance of the scores\' distributions",
        Rules.MaxDrift
    );

    private readonly Option<bool> _noRollback = new("--no-rollback")
    {
        Description = "Only report broken limits, and go on.",
    };

    private readonly Option<bool> _autoPromote = new("--auto-promote")
    {
        Description = "Activate the candidate as soon as every limit holds.",
    };

    private readonly Option<long?> _id = new("--id")
    {
        Description = "Number of the rollout [default: the running or last one of the slot].",
        HelpName = "NUMBER",
    };

    private readonly Option<string?> _reason = new("--reason") { Description = "Why.", HelpName = "TEXT" };

    private readonly Option<string> _actor = new("--actor")
    {
        Description = "Who does it.",
        DefaultValueFactory = static _ => "vision",
        HelpName = "NAME",
    };

    private readonly Option<bool> _allowSpaceChange = new("--allow-space-change")
    {
        Description = "Promote although enrolled identities have no embedding in the candidate's space.",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private RolloutCommands(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var rollout = new RolloutCommands(terminal, common);
        var start = new Command("start", "Try a candidate; every process on the store takes part.")
        {
            rollout._model,
            rollout._slot,
            rollout._mode,
            rollout._share,
            rollout._compare,
            rollout._minimum,
            rollout._flips,
            rollout._errors,
            rollout._latency,
            rollout._drift,
            rollout._noRollback,
            rollout._autoPromote,
            rollout._actor,
            rollout._reason,
        };
        var list = new Command("list", "List the rollouts, the latest first.");
        var report = new Command("report", "Show what a rollout has found. Exit code 0: no limit is broken; 1: one is.")
        {
            rollout._slot,
            rollout._id,
        };
        var promote = new Command("promote", "Activate the candidate and end the rollout.")
        {
            rollout._slot,
            rollout._actor,
            rollout._reason,
            rollout._allowSpaceChange,
        };
        var abort = new Command("abort", "End the rollout; the present version goes on serving alone.")
        {
            rollout._slot,
            rollout._actor,
            rollout._reason,
        };
        start.SetAction(rollout.StartAsync);
        list.SetAction(rollout.ListAsync);
        report.SetAction(rollout.ReportAsync);
        promote.SetAction(rollout.PromoteAsync);
        abort.SetAction(rollout.AbortAsync);
        var all = new Command("rollout", "Try a candidate version on live traffic.")
        {
            start,
            list,
            report,
            promote,
            abort,
        };
        foreach (var command in (Command[])[start, list, report, promote, abort])
        {
            rollout._store.AddTo(command);
        }

        return all;
    }

    private async Task<int> StartAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common, mayCreate: true);
        var record = await client.Rollouts.StartAsync(
            arguments.GetValue(_slot)!,
            arguments.GetValue(_model)!,
            new RolloutOptions
            {
                Mode = arguments.GetValue(_mode),
                Share = arguments.GetValue(_share),
                ComparisonShare = arguments.GetValue(_compare),
                Actor = arguments.GetValue(_actor)!,
                Reason = arguments.GetValue(_reason),
                Rules = new RolloutRules
                {
                    MinDecisions = arguments.GetValue(_minimum),
                    MaxFlipRate = arguments.GetValue(_flips),
                    MaxErrorRate = arguments.GetValue(_errors),
                    MaxLatencyRatio = arguments.GetValue(_latency),
                    MaxDrift = arguments.GetValue(_drift),
                    RollBack = !arguments.GetValue(_noRollback),
                    Promote = arguments.GetValue(_autoPromote),
                },
            },
            cancellationToken
        );
        return Show(arguments, record, "began");
    }

    private async Task<int> ListAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var records = await client.Rollouts.ListAsync(cancellationToken: cancellationToken);
        IReadOnlyList<RolloutSummary> rollouts = [.. records.Select(RolloutSummary.From)];
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(rollouts, CliJsonContext.Default.IReadOnlyListRolloutSummary);
        }
        else
        {
            RolloutTable.Write(_terminal, rollouts);
        }

        return ExitCode.Done;
    }

    private async Task<int> ReportAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var report = arguments.GetValue(_id) is { } id
            ? await client.Rollouts.GetReportAsync(id, cancellationToken)
            : await client.Rollouts.GetReportAsync(arguments.GetValue(_slot)!, cancellationToken);
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(RolloutDocument.From(report), CliJsonContext.Default.RolloutDocument);
        }
        else
        {
            RolloutTable.Write(_terminal, report);
        }

        return report.Verdict == RolloutVerdict.Broken ? ExitCode.Negative : ExitCode.Done;
    }

    private async Task<int> PromoteAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var slot = arguments.GetValue(_slot)!;
        var activation = await client.Rollouts.PromoteAsync(
            slot,
            new ActivationOptions
            {
                Actor = arguments.GetValue(_actor)!,
                Reason = arguments.GetValue(_reason),
                AllowSpaceChange = arguments.GetValue(_allowSpaceChange),
            },
            cancellationToken
        );
        var report = await client.Rollouts.GetReportAsync(slot, cancellationToken);
        return Show(
            arguments,
            report.Rollout,
            string.Create(CultureInfo.InvariantCulture, $"is promoted: event {activation.Sequence} of the slot")
        );
    }

    private async Task<int> AbortAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var record = await client.Rollouts.AbortAsync(
            arguments.GetValue(_slot)!,
            arguments.GetValue(_actor)!,
            arguments.GetValue(_reason),
            cancellationToken
        );
        return Show(arguments, record, "is aborted");
    }

    private int Show(ParseResult arguments, RolloutRecord record, string what)
    {
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(RolloutSummary.From(record), CliJsonContext.Default.RolloutSummary);
        }
        else
        {
            _terminal.Line(Markup.Escape($"{record} {what}."));
        }

        return ExitCode.Done;
    }

    private static RolloutRules Rules { get; } = new();

    private static Option<double?> Limit(string name, string description, double? value) =>
        new(name)
        {
            Description = description + ".",
            DefaultValueFactory = _ => value,
            HelpName = "LIMIT",
        };
}
