using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>Detections for people.</summary>
internal static class DetectTable
{
    public static void Write(Terminal terminal, DetectedImage image)
    {
        var name = Markup.Escape(image.File);
        if (image.Error is not null)
        {
            terminal.Error(image.Error);
            return;
        }

        terminal.Line(
            $"[bold]{name}[/] [grey]{image.Width}x{image.Height}, {Figures.Number(image.ElapsedMilliseconds ?? 0, "0")} ms[/]"
        );
        if (image.Detections is { Count: > 0 } found)
        {
            var table = new Table().Border(TableBorder.Rounded);
            table.AddColumns("label", "confidence", "x", "y", "width", "height");
            foreach (var column in table.Columns.Skip(1))
            {
                column.RightAligned();
            }

            foreach (var item in found)
            {
                table.AddRow(
                    Markup.Escape(item.Label),
                    Figures.Percent(item.Confidence),
                    Figures.Number(item.Box.X, "0"),
                    Figures.Number(item.Box.Y, "0"),
                    Figures.Number(item.Box.Width, "0"),
                    Figures.Number(item.Box.Height, "0")
                );
            }

            terminal.Write(table);
        }
        else
        {
            terminal.Line("nothing found");
        }

        if (image.Annotated is not null)
        {
            terminal.Line($"[grey]drawn to {Markup.Escape(image.Annotated)}[/]");
        }
    }
}
