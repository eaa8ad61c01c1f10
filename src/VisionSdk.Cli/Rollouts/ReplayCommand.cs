using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary><c>vision replay</c>: what would another version have decided?</summary>
internal sealed class ReplayCommand
{
    private readonly Option<string> _model = new("--model")
    {
        Description = "The other version, ID or ID@VERSION.",
        HelpName = "MODEL",
        Required = true,
    };

    private readonly Option<string> _slot = new("--slot")
    {
        Description = "The role that it plays.",
        DefaultValueFactory = static _ => new ReplayOptions().Slot,
        HelpName = "SLOT",
    };

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only decisions made then or later.",
        HelpName = "TIME",
    };

    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Only decisions made before.",
        HelpName = "TIME",
    };

    private readonly Option<long?> _rollout = new("--rollout")
    {
        Description = "Only decisions of this rollout.",
        HelpName = "NUMBER",
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "How many decisions at most, the earliest first.",
        DefaultValueFactory = static _ => int.MaxValue,
        HelpName = "COUNT",
    };

    private readonly StoreArguments _store = new();
    private readonly Terminal _terminal;
    private readonly CommonOptions _common;

    private ReplayCommand(Terminal terminal, CommonOptions common) => (_terminal, _common) = (terminal, common);

    public static Command Create(Terminal terminal, CommonOptions common)
    {
        var replay = new ReplayCommand(terminal, common);
        var command = new Command(
            "replay",
            "Judge recorded decisions again with another version, where their pictures are kept. Exit code 0: none flips; 1: some do."
        )
        {
            replay._model,
            replay._slot,
            replay._since,
            replay._until,
            replay._rollout,
            replay._count,
        };
        replay._store.AddTo(command);
        command.SetAction(replay.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var client = _store.Open(arguments, _common);
        var report = await client.Rollouts.ReplayAsync(
            arguments.GetValue(_model)!,
            new ReplayOptions
            {
                Slot = arguments.GetValue(_slot)!,
                Since = arguments.GetValue(_since),
                Until = arguments.GetValue(_until),
                RolloutId = arguments.GetValue(_rollout),
                Count = arguments.GetValue(_count),
            },
            cancellationToken
        );
        if (arguments.GetValue(_common.Json))
        {
            _terminal.WriteJson(report, CliJsonContext.Default.ReplayReport);
        }
        else
        {
            Write(report);
        }

        return report.Flipped.IsEmpty ? ExitCode.Done : ExitCode.Negative;
    }

    private void Write(ReplayReport report)
    {
        if (!report.Flipped.IsEmpty)
        {
            var table = new Table()
                .Border(TableBorder.Rounded)
                .AddColumns(
                    "decision",
                    "operation",
                    "made",
                    "by",
                    "was",
                    "is",
                    "score was",
                    "score is",
                    "old version on the kept picture"
                );
            foreach (var flip in report.Flipped)
            {
                table.AddRow(
                    flip.Id.ToString(),
                    Markup.Escape(flip.Operation),
                    flip.DecidedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    Markup.Escape(flip.Model),
                    Markup.Escape(flip.Before),
                    $"[bold]{Markup.Escape(flip.After)}[/]",
                    flip.ScoreBefore is { } before ? Figures.Number(before, "0.000") : "-",
                    flip.ScoreAfter is { } after ? Figures.Number(after, "0.000") : "-",
                    Markup.Escape(flip.Control ?? "-")
                );
            }

            _terminal.Write(table);
        }

        var judged = report.Flips.Of;
        _terminal.Line(
            $"{Markup.Escape(report.Model)} makes {Figures.Count(report.Same)} of {Figures.Count(judged)} decisions the same"
                + (
                    judged == 0
                        ? "."
                        : $"; {Figures.Count(report.Flips.Count)} flip = {Figures.Percent(report.Flips.Share ?? 0)} ({Figures.Percent(report.Flips.Bounds.Lower)} to {Figures.Percent(report.Flips.Bounds.Upper)})."
                )
        );
        if (report.FlippedByPicture > 0)
        {
            _terminal.Line(
                $"{Figures.Count(report.FlippedByPicture)} of them flip on the kept picture with the old version, too: that is the picture, not the version."
            );
        }

        foreach (var reason in report.NotReplayable)
        {
            _terminal.Line(
                $"[grey]{Figures.Count(reason.Count)} could not be judged again: {Markup.Escape(reason.Name)}[/]"
            );
        }
    }
}
