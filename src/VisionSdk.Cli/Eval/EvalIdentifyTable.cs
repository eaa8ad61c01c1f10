using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>An open-set evaluation for people.</summary>
internal static class EvalIdentifyTable
{
    public static void Write(Terminal terminal, EvalIdentifyReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "value");
        table.Columns[1].RightAligned();
        table.AddRow("rank 1", Figures.Percent(report.Rank1));
        table.AddRow("rank 5", Figures.Percent(report.Rank5));
        table.AddRow("FNIR at an FPIR of 1e-2", Figures.Percent(report.FnirAtFpir1e2));
        table.AddRow("MAP@5 with \"new identity\"", Figures.Number(report.Map5));
        table.AddRow("identities, references", $"{report.Identities}, {report.References}");
        table.AddRow("probes known, unknown", $"{report.Known}, {report.Unknown}");
        table.AddRow("pictures without a face", Figures.Count(report.PicturesWithoutFace));
        terminal.Write(table);
        WriteDet(terminal, report.Det);
        WriteShipped(terminal, report.Shipped);
        foreach (var model in report.Models)
        {
            terminal.Line($"[grey]{model.Slot}: {model.Id} {model.Version} on {model.Provider}[/]");
        }
    }

    private static void WriteDet(Terminal terminal, IReadOnlyList<DetPoint> points)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .Title("detection error trade-off")
            .AddColumns("FPIR", "FNIR", "distance");
        foreach (var column in table.Columns)
        {
            column.RightAligned();
        }

        foreach (var point in points)
        {
            table.AddRow(Figures.Percent(point.Fpir), Figures.Percent(point.Fnir), Figures.Number(point.Distance));
        }

        terminal.Write(table);
    }

    private static void WriteShipped(Terminal terminal, IReadOnlyList<ShippedThreshold> thresholds)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .Title("the model's thresholds in this gallery")
            .AddColumns("FMR", "distance", "FPIR expected", "FPIR seen", "95 % bounds", "FNIR", "");
        foreach (var threshold in thresholds)
        {
            table.AddRow(
                Figures.Rate(threshold.FalseMatchRate),
                Figures.Number(threshold.Distance),
                Figures.Percent(threshold.ExpectedFpir),
                Figures.Percent(threshold.Fpir),
                $"{Figures.Percent(threshold.LowerBound)} to {Figures.Percent(threshold.UpperBound)}",
                Figures.Percent(threshold.Fnir),
                (threshold.IsDefault ? "default; " : "")
                    + (threshold.KeepsRate ? "keeps its rate" : "[red]exceeds its rate[/]")
            );
        }

        terminal.Write(table);
    }
}
