using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>An anchor set for people.</summary>
internal static class AnchorSetTable
{
    public static void Write(Terminal terminal, AnchorSetReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("anchor", "width", "height", "boxes");
        foreach (var column in table.Columns)
        {
            column.RightAligned();
        }

        for (var i = 0; i < report.Anchors.Count; i++)
        {
            var anchor = report.Anchors[i];
            table.AddRow(
                Figures.Count(i + 1),
                Figures.Number(anchor.Width, "0.0"),
                Figures.Number(anchor.Height, "0.0"),
                anchor.Share is { } share ? Figures.Percent(share) : "-"
            );
        }

        terminal.Write(table);
        terminal.Line(
            $"mean IoU [bold]{Figures.Number(report.MeanIoU)}[/], best possible recall [bold]{Figures.Percent(report.BestPossibleRecall)}[/] at IoU {Figures.Rate(report.RecallThreshold)}"
        );
        terminal.Line(
            $"[grey]{Markup.Escape(report.Name)} version {report.Version}, pixels of {report.Width}x{report.Height}; {Markup.Escape(report.Source)}; sha-256 {report.Digest[..12]}[/]"
        );
        if (report.EmptyBoxes > 0)
        {
            terminal.Hint($"{report.EmptyBoxes} boxes without width or height were left out.");
        }
    }
}
