using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Rollouts for people.</summary>
internal static class RolloutTable
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss'Z'";

    public static void Write(Terminal terminal, IReadOnlyList<RolloutSummary> rollouts)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("rollout", "slot", "candidate", "mode", "share", "state", "began", "ended", "why");
        foreach (var rollout in rollouts)
        {
            table.AddRow(
                Figures.Count(rollout.Id),
                Markup.Escape(rollout.Slot),
                Markup.Escape(rollout.Model),
                NameOf(rollout.Mode),
                Figures.Percent(rollout.Share),
                StateOf(rollout.State),
                At(rollout.StartedAt),
                rollout.EndedAt is { } ended ? At(ended) : "-",
                Markup.Escape(rollout.EndReason ?? rollout.StartReason ?? "")
            );
        }

        terminal.Write(table);
    }

    public static void Write(Terminal terminal, RolloutReport report)
    {
        WriteHead(terminal, report);
        if (report.Operations.IsEmpty)
        {
            terminal.Line("No request has been seen yet.");
        }
        else
        {
            WriteOperations(terminal, report);
            WriteFindings(terminal, report);
            WriteChecks(terminal, report);
        }

        foreach (var failure in report.LoadFailures)
        {
            terminal.Line(
                $"[red]{Figures.Count(failure.Count)} processes could not load the candidate[/]: {Markup.Escape(failure.Name)}"
            );
        }

        foreach (var profile in report.NotMigrated)
        {
            terminal.Line(
                $"[yellow]{Figures.Count(profile.Count)} identities of profile '{Markup.Escape(profile.Name)}' are not in the candidate's space[/]: claims and identifications cannot be compared, only verifications and detections."
            );
        }

        terminal.Line(VerdictOf(report));
    }

    private static void WriteHead(Terminal terminal, RolloutReport report)
    {
        var rollout = report.Rollout;
        terminal.Line(
            $"[bold]Rollout {Figures.Count(rollout.Id)}[/] in {Markup.Escape(rollout.Slot)}: {Markup.Escape(rollout.ModelId)}@{Markup.Escape(rollout.Version)} against {Markup.Escape(report.Base ?? "-")}, {NameOf(rollout.Mode)} on {Figures.Percent(rollout.Share)} of the requests"
        );
        terminal.Line(
            $"{StateOf(rollout.State)}; began {At(rollout.StartedAt)} by {Markup.Escape(rollout.StartedBy)}{Because(rollout.StartReason)}"
        );
        if (rollout is { EndedAt: { } ended, EndedBy: { } by })
        {
            terminal.Line($"ended {At(ended)} by {Markup.Escape(by)}{Because(rollout.EndReason)}");
        }
    }

    private static void WriteOperations(Terminal terminal, RolloutReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var operation in report.Operations)
        {
            table.AddColumn(new TableColumn(Markup.Escape(operation.Operation)).RightAligned());
        }

        Row("requests", static operation => Figures.Count(operation.Requests));
        Row("given to the candidate", static operation => Figures.Count(operation.Chosen));
        Row("decided by both", static operation => Figures.Count(operation.Compared));
        Row("flips", static operation => Rate(operation.Flips));
        Row("failures", static operation => Rate(operation.Errors));
        Row(
            "median time",
            static operation => operation.Latency is { } time ? Pair(time.PrimaryMedian, time.CandidateMedian) : "-"
        );
        Row(
            "95 % within",
            static operation => operation.Latency is { } time ? Pair(time.PrimaryP95, time.CandidateP95) : "-"
        );
        Row(
            "score drift (KS)",
            static operation =>
                operation.Drift is { } drift
                    ? $"{Figures.Number(drift.Distance, "0.000")} [grey]({Figures.Number(drift.Bounds.Lower, "0.000")} to {Figures.Number(drift.Bounds.Upper, "0.000")})[/]"
                    : "-"
        );
        terminal.Write(table);

        void Row(string name, Func<RolloutOperationReport, string> cell) =>
            table.AddRow([name, .. report.Operations.Select(cell)]);
    }

    private static void WriteFindings(Terminal terminal, RolloutReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("operation", "finding", "what", "count");
        table.Columns[3].RightAligned();
        foreach (var operation in report.Operations)
        {
            Add(operation, "flip", operation.FlipsByKind.Select(static item => item with { Name = Arrow(item.Name) }));
            Add(operation, "failure of the candidate", operation.ErrorsByType);
            Add(operation, "failure of the present version", operation.PrimaryErrorsByType);
            Add(operation, "not repeated", operation.Dropped);
            Add(operation, "not comparable", operation.Incomparable);
            if (operation.Detections is { } seen)
            {
                var shift = string.Create(
                    CultureInfo.InvariantCulture,
                    $"found by both, confidence {seen.MeanShift:+0.000;-0.000} on average"
                );
                Add(
                    operation,
                    "detection",
                    [
                        new RolloutItem(shift, seen.Matched),
                        new RolloutItem("added by the candidate", seen.Added),
                        new RolloutItem("lost by the candidate", seen.Lost),
                    ]
                );
            }
        }

        if (table.Rows.Count > 0)
        {
            terminal.Write(table);
        }

        void Add(RolloutOperationReport operation, string finding, IEnumerable<RolloutItem> items)
        {
            foreach (var item in items)
            {
                table.AddRow(operation.Operation, finding, Markup.Escape(item.Name), Figures.Count(item.Count));
            }
        }
    }

    private static void WriteChecks(Terminal terminal, RolloutReport report)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("operation", "limit", "allowed", "found", "bounds", "decisions", "");
        foreach (var check in report.Checks)
        {
            var format = check.Limit == "latency ratio" ? "0.00" : "0.0000";
            table.AddRow(
                check.Operation,
                check.Limit,
                Figures.Number(check.Allowed, format),
                Figures.Number(check.Observed, format),
                $"{Figures.Number(check.Lower, format)} to {(check.Upper is { } upper ? Figures.Number(upper, format) : "∞")}",
                Figures.Count(check.Decisions),
                check.State switch
                {
                    RolloutCheckState.Holds => "[green]holds[/]",
                    RolloutCheckState.Broken => "[bold red]broken[/]",
                    _ => "[yellow]open[/]",
                }
            );
        }

        foreach (var column in table.Columns.Skip(2).Take(4))
        {
            column.RightAligned();
        }

        terminal.Write(table);
    }

    private static string VerdictOf(RolloutReport report) =>
        report.Verdict switch
        {
            RolloutVerdict.Broken => "[bold red]A limit is broken.[/]",
            RolloutVerdict.Promotable => "[bold green]Every limit holds.[/]",
            _ =>
                $"[yellow]Undecided[/]: a promotion needs {Figures.Count(report.Rules.MinDecisions)} compared decisions of an operation and every upper bound below its limit.",
        };

    private static string Rate(RolloutRate rate) =>
        rate.Share is not { } share
            ? "-"
            : $"{Figures.Count(rate.Count)} = {Figures.Percent(share)} [grey]({Figures.Percent(rate.Bounds.Lower)} to {Figures.Percent(rate.Bounds.Upper)})[/]";

    private static string Pair(TimeSpan before, TimeSpan after) => $"{Milliseconds(before)} → {Milliseconds(after)}";

    private static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    private static string Arrow(string flip) => flip.Replace(">", " → ", StringComparison.Ordinal);

    private static string Because(string? reason) => reason is null ? "" : $": {Markup.Escape(reason)}";

    private static string At(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string NameOf(RolloutMode mode) => mode == RolloutMode.Canary ? "canary" : "shadow";

    private static string StateOf(RolloutState state) =>
        state switch
        {
            RolloutState.Running => "[blue]running[/]",
            RolloutState.Promoted => "[green]promoted[/]",
            RolloutState.RolledBack => "[red]rolled back[/]",
            _ => "aborted",
        };
}
