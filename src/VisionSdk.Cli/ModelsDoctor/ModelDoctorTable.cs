using System.Globalization;
using Spectre.Console;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>An examination for people.</summary>
internal static class ModelDoctorTable
{
    public static void Write(
        Terminal terminal,
        ModelPackage package,
        IReadOnlyList<string> photos,
        ModelExamination examination
    )
    {
        terminal.Line($"[bold]{Markup.Escape(package.ToString())}[/] on {photos.Count} photo(s)");
        foreach (var photo in examination.Photos)
        {
            var found =
                photo.Summary
                ?? string.Join(
                    ", ",
                    photo
                        .Detections.Take(8)
                        .Select(static detection =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{detection.Label} {detection.Confidence:0.00}"
                            )
                        )
                );
            terminal.Line(
                $"  {Markup.Escape(Path.GetFileName(photos[photo.Index]))}: {Markup.Escape(found.Length == 0 ? "nothing" : found)}{(photo.Detections.Length > 8 ? $", … {photo.Detections.Length}" : "")}"
            );
        }

        if (examination.Trials.Length > 1)
        {
            WriteTrials(terminal, examination);
        }

        foreach (var finding in examination.Findings)
        {
            Write(terminal, finding);
        }

        if (examination.Findings.IsEmpty)
        {
            terminal.Line("[green]Nothing looks wrong.[/]");
        }
    }

    private static void WriteTrials(Terminal terminal, ModelExamination examination)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("reading", "score", "better in", "surer by (log-odds)");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var trial in examination.Trials)
        {
            table.AddRow(
                trial.Change.Length == 0 ? "[bold]as the manifest says[/]" : Markup.Escape(trial.Change),
                Figures.Number(trial.Score, "0.000"),
                trial.Change.Length == 0 ? "" : Figures.Count(trial.Wins),
                trial.Objects < 2 || trial.Change.Length == 0
                    ? ""
                    : $"{Figures.Number(trial.Gain, "+0.00;-0.00;0.00")} ± {Figures.Number(trial.GainError, "0.00")}, {trial.Objects}"
            );
        }

        terminal.Write(table);
    }

    private static void Write(Terminal terminal, ModelFinding finding)
    {
        var (color, name) = finding.Severity switch
        {
            FindingSeverity.Error => ("red", "error"),
            FindingSeverity.Warning => ("yellow", "warning"),
            _ => ("grey", "note"),
        };
        terminal.Line($"[{color}]{name}[/] [bold]{finding.Id}[/]: {Markup.Escape(finding.Message)}");
        terminal.Line($"    seen: {Markup.Escape(finding.Evidence)}");
        if (finding.Change is { } change)
        {
            terminal.Line($"    try:  {Markup.Escape(change)}");
        }
    }
}
