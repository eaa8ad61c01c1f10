using Spectre.Console;

namespace VisionSdk.Cli;

/// <summary>An enrolment for people: the sums, and every picture that was refused.</summary>
internal static class EnrollTable
{
    public static void Write(Terminal terminal, EnrollReport report)
    {
        var refused = report
            .Results.SelectMany(static result => result.Pictures.Select(picture => (result.Key, Picture: picture)))
            .Where(static item => !item.Picture.IsReference && item.Picture.Reasons != EnrolmentChecks.SamePicture)
            .ToList();
        if (refused.Count > 0)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("identity", "picture", "why not");
            foreach (var (key, picture) in refused)
            {
                table.AddRow(Markup.Escape(key), Markup.Escape(picture.File), Markup.Escape(Explain(picture)));
            }

            terminal.Write(table);
        }

        terminal.Line(
            $"[bold]{Figures.Count(report.PicturesAdded)}[/] pictures added; of {Figures.Count(report.Identities)} identities [bold]{Figures.Count(report.Enrolled)}[/] enrolled, {Figures.Count(report.AlreadyEnrolled)} already enrolled, {Figures.Count(report.Refused)} refused"
        );
    }

    private static string Explain(EnrolledPictureReport picture) =>
        picture.Error
        ?? string.Join(
            ", ",
            Enum.GetValues<EnrolmentChecks>()
                .Where(reason => IsSingle(reason) && picture.Reasons.HasFlag(reason))
                .Select(reason => Explain(reason, picture))
        );

    private static bool IsSingle(EnrolmentChecks reason) => int.PopCount((int)reason) == 1;

    private static string Explain(EnrolmentChecks reason, EnrolledPictureReport picture) =>
        reason switch
        {
            EnrolmentChecks.NoFace => "no face",
            EnrolmentChecks.SeveralFaces => "several faces",
            EnrolmentChecks.TooSmall => "the face is too small",
            EnrolmentChecks.TooBlurred => "too blurred",
            EnrolmentChecks.TooDark => "too dark",
            EnrolmentChecks.TooBright => "too bright",
            EnrolmentChecks.PoseTooFar => "the head is turned too far",
            EnrolmentChecks.Unusable => "the face cannot be aligned",
            EnrolmentChecks.SamePicture => "the identity has it already",
            EnrolmentChecks.AnotherIdentity => $"looks like identity {picture.Resembles}",
            EnrolmentChecks.DoesNotFit => picture.Distance is { } distance
                ? $"does not fit the identity's other pictures (distance {Figures.Number(distance)})"
                : "was rejected for this identity before",
            _ => reason.ToString(),
        };
}
