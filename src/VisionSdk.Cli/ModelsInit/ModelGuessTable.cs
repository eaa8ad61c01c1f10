using Spectre.Console;
using VisionSdk.Onnx;

namespace VisionSdk.Cli;

/// <summary>A guessed manifest for people: every field with its reason, what to check in colour.</summary>
internal static class ModelGuessTable
{
    public static void Write(Terminal terminal, string file, OnnxGraphReport report, ModelGuess guess)
    {
        terminal.Line(
            $"[bold]{Markup.Escape(Path.GetFileName(file))}[/]  opset {report.Opset}, {Figures.Count(report.WeightCount)} weights, by {Markup.Escape(report.ProducerName.Length == 0 ? "an unknown tool" : $"{report.ProducerName} {report.ProducerVersion}".TrimEnd())}"
        );
        var table = new Table().Border(TableBorder.Rounded).AddColumns("field", "value", "", "reason");
        foreach (var field in guess.Fields)
        {
            table.AddRow(
                Markup.Escape(field.Field),
                Markup.Escape(field.Value ?? "?"),
                $"[{ColorOf(field.Confidence)}]{field.Confidence.ToString().ToLowerInvariant()}[/]",
                Markup.Escape(field.Reason)
            );
        }

        terminal.Write(table);
    }

    private static string ColorOf(GuessConfidence confidence) =>
        confidence switch
        {
            GuessConfidence.Unknown => "red",
            GuessConfidence.Assumed => "yellow",
            _ => "green",
        };
}
