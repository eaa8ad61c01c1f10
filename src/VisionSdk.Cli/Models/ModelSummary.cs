using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>One model version in a list; with an error when its package is not usable.</summary>
internal sealed record ModelSummary(string Id, string Version)
{
    public VisionTask? Task { get; init; }

    public string? Description { get; init; }

    public string? License { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }

    public string? Space { get; init; }

    public string? Error { get; init; }

    /// <summary>Opens and checks the package. One damaged package must not hide the others.</summary>
    public static ModelSummary From(ModelReference reference)
    {
        var summary = new ModelSummary(reference.Id, reference.Version.ToString());
        try
        {
            var package = reference.Open();
            var manifest = package.Manifest;
            return summary with
            {
                Task = manifest.Task,
                Description = manifest.Description,
                License = manifest.Provenance.License,
                Size = manifest.Artifact.Size,
                Sha256 = manifest.Artifact.Sha256,
                Space = package.Space?.Value,
            };
        }
        catch (ModelLoadException exception)
        {
            return summary with { Error = exception.Message };
        }
    }
}
