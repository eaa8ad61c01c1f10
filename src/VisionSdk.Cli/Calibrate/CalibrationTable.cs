using System.Globalization;
using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>Calibrations for people.</summary>
internal static class CalibrationTable
{
    private const string Scientific = "0.00E+0";

    public static void Write(Terminal terminal, CalibrateReport report)
    {
        terminal.Line(
            $"{Markup.Escape(report.DataSet)}: {Figures.Count(report.GenuinePairs)} pairs of one identity, {Figures.Count(report.ImpostorPairs)} of two"
                + (report.Uncompared > 0 ? $", {Figures.Count(report.Uncompared)} without a usable face" : "")
                + (
                    report.References < report.GalleryReferences
                        ? $"; a sample of {Figures.Count(report.References.Value)} of {Figures.Count(report.GalleryReferences.Value)} references"
                        : ""
                )
        );
        terminal.Write(Thresholds(report));
        foreach (var refused in report.Refused)
        {
            terminal.Line($"[yellow]refused[/] {Figures.Rate(refused.FalseMatchRate)}: {Reason(refused)}");
        }

        WriteProbability(terminal, report);
        terminal.Line(
            $"[grey]{report.Model.Slot}: {report.Model.Id} {report.Model.Version}, space {report.Space[..12]}[/]"
        );
        if (report.Stored is { } stored)
        {
            terminal.Line(
                $"[bold green]stored[/] as calibration {stored.Id}: verification, claims and identification of every process on this store go by it"
            );
        }
    }

    public static void Write(Terminal terminal, IReadOnlyList<StoredCalibrationReport> history)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("calibration", "when", "who", "data", "rates", "calibration error", "why");
        foreach (var stored in history)
        {
            table.AddRow(
                stored.Id.ToString(CultureInfo.InvariantCulture),
                stored.CreatedAt.ToString("u", CultureInfo.InvariantCulture),
                Markup.Escape(stored.Actor),
                stored.IsWithdrawal ? "[yellow]taken back[/]" : Markup.Escape(stored.DataSet ?? "-"),
                stored.Thresholds is { Count: > 0 } thresholds
                    ? $"{Figures.Rate(thresholds[0].FalseMatchRate)} to {Figures.Rate(thresholds[^1].FalseMatchRate)}"
                    : "-",
                stored.ExpectedCalibrationError is { } error ? Figures.Percent(error) : "-",
                Markup.Escape(stored.Reason ?? "")
            );
        }

        terminal.Write(table);
    }

    /// <summary>Which calibration a decision rests on; nothing where it rests on the model package's own thresholds.</summary>
    public static void WriteEvidence(Terminal terminal, CalibrationEvidence? evidence)
    {
        if (evidence is not null)
        {
            terminal.Line(
                $"[grey]calibration {evidence.Id} of {evidence.CreatedAt.ToString("u", CultureInfo.InvariantCulture)}: {Markup.Escape(evidence.DataSet)}[/]"
            );
        }
    }

    private static string Reason(RefusedRate refused) =>
        refused.Reason == CalibrationRefusal.TooFewComparisons
            ? $"needs {Figures.Count(refused.RequiredComparisons)} comparisons of different identities, there are {Figures.Count(refused.Comparisons)}"
            : Markup.Escape(refused.Message);

    private static Table Thresholds(CalibrateReport report)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns(
                "false-match rate",
                "distance",
                "observed",
                "95 % interval",
                "false matches",
                "true accept",
                "95 % interval"
            );
        foreach (var column in table.Columns)
        {
            column.RightAligned();
        }

        foreach (var threshold in report.Thresholds)
        {
            table.AddRow(
                Figures.Rate(threshold.FalseMatchRate),
                Figures.Number(threshold.Distance),
                Figures.Number(threshold.Observed, Scientific),
                $"{Figures.Number(threshold.LowerBound, Scientific)} to {Figures.Number(threshold.UpperBound, Scientific)}",
                Figures.Count(threshold.FalseMatches),
                threshold.TrueAcceptRate is { } rate ? Figures.Percent(rate) : "-",
                threshold is { TrueAcceptLowerBound: { } lower, TrueAcceptUpperBound: { } upper }
                    ? $"{Figures.Percent(lower)} to {Figures.Percent(upper)}"
                    : "-"
            );
        }

        return table;
    }

    private static void WriteProbability(Terminal terminal, CalibrateReport report)
    {
        if (report is not { Probability: { } model, Reliability: { } reliability })
        {
            terminal.Line($"no match probability: {Markup.Escape(report.ProbabilityRefusal ?? "-")}");
            return;
        }

        terminal.Line(
            $"match probability 1 / (1 + exp(-({Figures.Number(model.Intercept)} {Figures.Number(model.Slope, "+ 0.0000;- 0.0000")} distance))), where {Figures.Percent(model.Prior)} of the pairs show one identity"
        );
        terminal.Line(
            $"on held-out pairs: expected calibration error {Figures.Percent(reliability.ExpectedCalibrationError)}, Brier score {Figures.Number(reliability.BrierScore)}, log loss {Figures.Number(reliability.LogLoss)}"
        );
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("stated", "mean stated", "came true", "of one identity", "of two");
        foreach (var column in table.Columns)
        {
            column.RightAligned();
        }

        foreach (var bin in reliability.Bins)
        {
            table.AddRow(
                $"{Figures.Number(bin.Lower, "0.0")} to {Figures.Number(bin.Upper, "0.0")}",
                Figures.Percent(bin.MeanProbability),
                Figures.Percent(bin.ObservedShare),
                Figures.Count(bin.GenuinePairs),
                Figures.Count(bin.ImpostorPairs)
            );
        }

        terminal.Write(table);
    }
}
