using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>Identifications for people.</summary>
internal static class IdentifyTable
{
    public static void Write(Terminal terminal, IReadOnlyList<IdentifyReport> reports)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumns("picture", "decision", "who", "distance", "others near enough");
        table.Columns[3].RightAligned();
        foreach (var report in reports)
        {
            table.AddRow(
                Markup.Escape(report.File),
                Decision(report),
                Markup.Escape(report.Candidates is [var first, ..] ? NameOf(first) : "-"),
                report.NearestDistance is { } distance ? Figures.Number(distance) : "-",
                Markup.Escape(string.Join(", ", report.Candidates.Skip(1).Select(NameOf)))
            );
        }

        terminal.Write(table);
        if (reports.LastOrDefault(static report => report.Decision != IdentificationDecision.Inconclusive) is { } last)
        {
            WriteThreshold(terminal, last);
        }
    }

    private static void WriteThreshold(Terminal terminal, IdentifyReport last)
    {
        terminal.Line(
            $"threshold {Figures.Number(last.MaxDistance)}, {Figures.Count(last.GalleryIdentities)} identities with {Figures.Count(last.GalleryReferences)} references, {Figures.Count(last.Compared)} compared"
                + (
                    last.ExpectedFalsePositiveRate is { } rate
                        ? $"; of strangers expect {Figures.Percent(rate)} to be taken for somebody"
                        : "; no error rate is known for a distance of the profile's own"
                )
        );
        CalibrationTable.WriteEvidence(terminal, last.Calibration);
        if (last.MeetsRequestedRate == false)
        {
            terminal.Hint(
                "That is more than was asked for: the gallery is too large for the model's strictest threshold. Let a person confirm, or narrow it by --tag."
            );
        }
    }

    private static string NameOf(CandidateReport candidate) =>
        candidate.Name ?? candidate.Key ?? candidate.IdentityId.ToString();

    private static string Decision(IdentifyReport report) =>
        report.Decision switch
        {
            IdentificationDecision.Known => "[bold green]known[/]",
            IdentificationDecision.Unknown => "[bold]unknown[/]",
            _ => $"[bold yellow]inconclusive[/]: {report.Reason}",
        };
}
