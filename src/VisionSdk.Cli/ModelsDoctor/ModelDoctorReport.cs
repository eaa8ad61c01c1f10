using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>What <c>vision models doctor --json</c> prints.</summary>
/// <param name="Id">Id of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Findings">What looks wrong, the worst first.</param>
/// <param name="Trials">The manifest as it is, then every other reading that was tried.</param>
/// <param name="Photos">What was found in each photo.</param>
/// <param name="Drawn">The annotated pictures.</param>
internal sealed record ModelDoctorReport(
    string Id,
    string Version,
    IReadOnlyList<ModelFinding> Findings,
    IReadOnlyList<ModelTrial> Trials,
    IReadOnlyList<DetectedImage> Photos,
    IReadOnlyList<string> Drawn
)
{
    public static ModelDoctorReport From(
        ModelPackage package,
        IReadOnlyList<string> photos,
        ModelExamination examination,
        IReadOnlyList<string> drawn
    ) =>
        new(
            package.Manifest.Id,
            package.Manifest.Version,
            examination.Findings,
            examination.Trials,
            [
                .. examination.Photos.Select(photo => new DetectedImage(photos[photo.Index])
                {
                    Detections = [.. photo.Detections.Select(DetectedObject.From)],
                }),
            ],
            drawn
        );
}
