using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>A detection evaluation for people.</summary>
internal static class EvalDetectTable
{
    public static void Write(Terminal terminal, EvalDetectReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("class", "objects", "AP50", "AP50-95");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var item in report.PerClass)
        {
            table.AddRow(
                Markup.Escape(item.Label),
                Figures.Count(item.Objects),
                Figures.Percent(item.Ap50),
                Figures.Percent(item.Ap5095)
            );
        }

        table.AddEmptyRow();
        table.AddRow(
            $"[bold]mean of {report.PerClass.Count}[/]",
            Figures.Count(report.PerClass.Sum(static item => item.Objects)),
            $"[bold]{Figures.Percent(report.Ap50)}[/]",
            $"[bold]{Figures.Percent(report.Ap5095)}[/]"
        );
        terminal.Write(table);
        foreach (var model in report.Models)
        {
            terminal.Line(
                $"[grey]{report.Images} pictures; {model.Slot}: {model.Id} {model.Version} on {model.Provider}[/]"
            );
        }
    }
}
