using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>A verification evaluation for people.</summary>
internal static class EvalVerifyTable
{
    public static void Write(Terminal terminal, EvalVerifyReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "value");
        table.Columns[1].RightAligned();
        table.AddRow(
            $"accuracy ({report.Folds} folds)",
            $"{Figures.Percent(report.Accuracy)} ± {Figures.Percent(report.AccuracyStandardError)}"
        );
        table.AddRow("area under the ROC curve", Figures.Number(report.Auc));
        table.AddRow("equal error rate", Figures.Percent(report.Eer));
        table.AddRow("true accept at a false-match rate of 1e-2", Figures.Percent(report.TarAtFmr1e2));
        table.AddRow("true accept at a false-match rate of 1e-3", Figures.Percent(report.TarAtFmr1e3));
        table.AddRow("pairs", Figures.Count(report.Pairs));
        table.AddRow("pictures without a face", Figures.Count(report.PicturesWithoutFace));
        terminal.Write(table);
        if (report.Thresholds is { } thresholds)
        {
            terminal.Write(ThresholdTable.Create(thresholds));
        }

        foreach (var model in report.Models)
        {
            terminal.Line($"[grey]{model.Slot}: {model.Id} {model.Version} on {model.Provider}[/]");
        }
    }
}
