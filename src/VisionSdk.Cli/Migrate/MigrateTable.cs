using System.Globalization;
using Spectre.Console;
using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>Prints where the move of a slot stands, and what to do next.</summary>
internal static class MigrateTable
{
    public static void Write(Terminal terminal, MigrateReport report)
    {
        terminal.Line(
            $"migration {report.Migration} of {Markup.Escape(report.Slot)}: {Markup.Escape(report.From)} -> {Markup.Escape(report.To)}, [bold]{report.State}[/]"
        );
        var counts = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("identities", "moved", "mapped", "failed", "waiting", "last minute");
        counts.AddRow(
            Figures.Count(report.Counts.Total),
            Figures.Count(report.Counts.Done),
            Figures.Count(report.Counts.Bridged),
            Figures.Count(report.Counts.Failed),
            Figures.Count(report.Counts.Remaining),
            Figures.Count(report.Counts.LastMinute)
        );
        terminal.Write(counts);
        WriteGate(terminal, report.Gate);
        WriteBridge(terminal, report.Bridge);
        terminal.Hint(NextOf(report));
    }

    public static void Write(Terminal terminal, IReadOnlyList<ReenrolmentCandidate> candidates)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("identity", "tenant", "profile", "in the new space", "problem");
        foreach (var candidate in candidates)
        {
            table.AddRow(
                candidate.IdentityId.ToString(),
                Markup.Escape(candidate.Tenant),
                Markup.Escape(candidate.Profile),
                candidate.IsBridged ? "mapped" : "missing",
                Markup.Escape(candidate.Problem ?? string.Empty)
            );
        }

        terminal.Write(table);
    }

    private static void WriteGate(Terminal terminal, MigrationGateReport? gate)
    {
        if (gate is null)
        {
            return;
        }

        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("FMR", "TAR old", "TAR new", "lost", "gained", "at worst", "gate");
        foreach (var rate in gate.Rates)
        {
            table.AddRow(
                Text(rate.FalseMatchRate, "G3"),
                Side(rate.Old),
                Side(rate.New),
                Figures.Count(rate.Lost),
                Figures.Count(rate.Gained),
                Text(rate.DifferenceBound, "+0.0000;-0.0000"),
                rate.Verdict.ToString()
            );
        }

        terminal.Write(table);
        terminal.Line(
            $"[grey]{Figures.Count(gate.GenuinePairs)} pairs of one identity, {Figures.Count(gate.ImpostorPairs)} of two; a loss of {Text(gate.Margin, "0.####")} is allowed[/]"
        );
    }

    private static void WriteBridge(Terminal terminal, MigrationBridgeReport? bridge)
    {
        foreach (var rate in bridge?.Rates ?? [])
        {
            terminal.Line(
                $"mapped vectors at FMR {Text(rate.FalseMatchRate, "G3")}: TAR {Text(rate.BridgedTrueAcceptRate, "0.0000")} [[{Text(rate.BridgedLowerBound, "0.0000")}, {Text(rate.BridgedUpperBound, "0.0000")}]] where real ones have {Text(rate.RealTrueAcceptRate, "0.0000")}, FMR {Text(rate.BridgedFalseMatchRate, "G3")}"
            );
        }
    }

    private static string NextOf(MigrateReport report) =>
        report switch
        {
            { State: EmbeddingMigrationState.CutOver } =>
                "The new space answers. 'vision migrate rollback' goes back; 'vision migrate finish' drops the old vectors for good.",
            { State: EmbeddingMigrationState.Finishing } => "Run 'vision migrate finish' again to complete it.",
            { State: EmbeddingMigrationState.Abandoning } => "Run 'vision migrate abandon' again to complete it.",
            { State: EmbeddingMigrationState.Finished or EmbeddingMigrationState.Abandoned } => "It is over.",
            { Ready: true } => "Ready: 'vision migrate cutover' lets the new space answer.",
            { Counts.Remaining: > 0 } => "'vision migrate run' goes on with it; several may run at once.",
            { Gate: null } => "'vision migrate gate' compares the two spaces.",
            _ => string.Join(
                ' ',
                report
                    .Gate!.Rates.Where(static rate => rate.Verdict != MigrationGate.Passed)
                    .Select(static rate => rate.Explanation)
            ),
        };

    private static string Side(MigrationGateSide side) =>
        $"{Text(side.TrueAcceptRate, "0.0000")} [[{Text(side.LowerBound, "0.0000")}, {Text(side.UpperBound, "0.0000")}]]";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
