using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>A verification for people.</summary>
internal static class VerifyTable
{
    public static void Write(Terminal terminal, VerifyReport report)
    {
        terminal.Line(Headline(report));
        var table = new Table().Border(TableBorder.Rounded).AddColumns("picture", "face", "faces found", "confidence");
        AddRow(table, report.First);
        AddRow(table, report.Second);
        terminal.Write(table);
        if (report.Distance is { } distance)
        {
            terminal.Line(
                $"distance {Figures.Number(distance)}, threshold {Figures.Number(report.Threshold.Distance)} at a false-match rate of {Figures.Rate(report.Threshold.FalseMatchRate)}"
            );
            terminal.Line(
                $"[grey]measured on {Markup.Escape(report.Threshold.DataSet)}: {Figures.Count(report.Threshold.FalseMatches)} of {Figures.Count(report.Threshold.Comparisons)} pairs of different people "
                    + $"(95 %: {Figures.Number(report.Threshold.LowerBound, "0.######")} to {Figures.Number(report.Threshold.UpperBound, "0.######")})[/]"
            );
            if (report.MatchProbability is { } probability && report.Calibration?.Prior is { } prior)
            {
                terminal.Line(
                    $"match probability {Figures.Percent(probability)}, where {Figures.Percent(prior)} of the pairs show one person"
                );
            }

            CalibrationTable.WriteEvidence(terminal, report.Calibration);
        }

        foreach (var model in report.Models)
        {
            terminal.Line($"[grey]{model.Slot}: {model.Id} {model.Version} on {model.Provider}[/]");
        }
    }

    private static string Headline(VerifyReport report) =>
        report.Decision switch
        {
            VerificationDecision.Match => "[bold green]match[/]: the same person",
            VerificationDecision.NoMatch => "[bold red]no match[/]: different people",
            _ => $"[bold yellow]inconclusive[/]: {Explain(report.Reason)}{Side(report.ReasonSide)}",
        };

    private static string Explain(VerificationReason reason) =>
        reason switch
        {
            VerificationReason.NoFace => "no face",
            VerificationReason.SeveralFaces => "several faces; pass --most-prominent to take the large, central one",
            VerificationReason.FaceTooSmall => "the face is too small",
            VerificationReason.FaceUnusable => "the face cannot be aligned",
            VerificationReason.NearThreshold => "the distance lies between the threshold and that of the looser rate",
            _ => "no reason is given",
        };

    private static string Side(VerificationSide side) =>
        side switch
        {
            VerificationSide.First => " (first picture)",
            VerificationSide.Second => " (second picture)",
            VerificationSide.Both => " (both pictures)",
            _ => "",
        };

    private static void AddRow(Table table, VerifiedPicture picture) =>
        table.AddRow(
            Markup.Escape(picture.File),
            picture.Status.ToString(),
            Figures.Count(picture.FacesFound),
            picture.Confidence is { } confidence ? Figures.Percent(confidence) : "-"
        );
}
