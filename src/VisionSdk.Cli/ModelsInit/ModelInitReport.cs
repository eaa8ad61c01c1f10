using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>What <c>vision models init --json</c> prints.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Folder">The package's folder; absent when too little is known for one.</param>
/// <param name="Family">The family of networks that the graph looks like.</param>
/// <param name="Fields">Every guessed field with its reason.</param>
/// <param name="ToReview">Fields to check or fill in before the model is used.</param>
internal sealed record ModelInitReport(
    string File,
    string? Folder,
    string? Family,
    IReadOnlyList<GuessedField> Fields,
    IReadOnlyList<string> ToReview
)
{
    public static ModelInitReport From(string file, ModelPackage? package, ModelGuess guess) =>
        new(
            file,
            package?.Directory,
            guess.Family,
            guess.Fields,
            [
                .. guess.Fields.Where(static field => field.NeedsReview).Select(static field => field.Field),
                .. package is null ? [] : Unfilled(package.Manifest),
            ]
        );

    /// <summary>Fields that no file tells and that nobody gave.</summary>
    public static IEnumerable<string> Unfilled(ModelManifest manifest)
    {
        if (manifest.Provenance.License == ModelDraftOptions.NoLicense)
        {
            yield return "provenance.license";
        }

        if (manifest.Provenance.Source == ModelDraftOptions.NoSource)
        {
            yield return "provenance.source";
        }

        if (manifest.Provenance.Notice == ModelDraftOptions.NoNotice)
        {
            yield return "provenance.notice";
        }

        yield return "description";
    }
}
