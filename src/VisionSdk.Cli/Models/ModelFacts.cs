using System.Globalization;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>A manifest as name and value, for people.</summary>
internal static class ModelFacts
{
    private const int ShownLabels = 12;

    public static IEnumerable<(string Name, string Value)> Of(ModelPackage package)
    {
        var manifest = package.Manifest;
        yield return ("task", manifest.Task.ToString());
        yield return ("folder", package.Directory);
        yield return (
            "graph",
            $"{manifest.Artifact.File}, {Figures.Bytes(manifest.Artifact.Size)}, opset {manifest.Artifact.Opset}"
        );
        yield return ("sha-256", manifest.Artifact.Sha256);
        yield return ("input", Input(manifest.Input));
        yield return ("output", string.Join(", ", manifest.Output.Tensors));
        if (!manifest.Labels.IsDefaultOrEmpty)
        {
            yield return ("labels", Labels(manifest.Labels));
        }

        if (manifest.Embedding is { } embedding)
        {
            yield return (
                "embedding",
                $"{embedding.Dimension} values, {(embedding.UnitLength ? "unit length, " : "")}{embedding.Metric}, aligner {embedding.Aligner}"
            );
            yield return ("space", package.Space?.Value ?? "-");
        }

        var provenance = manifest.Provenance;
        yield return ("source", $"{provenance.Source} {provenance.SourceVersion}, {provenance.File}");
        yield return ("integrity", provenance.Integrity ?? "-");
        yield return ("licence", $"{provenance.License}: {provenance.Notice}");
        yield return ("golden", manifest.Golden is null ? "none: loading checks hashes only" : "checked at every load");
    }

    private static string Input(ModelInput input) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{input.Name} {input.Layout} {input.Width}x{input.Height} {input.ColorOrder}, {input.Resize}, padding {input.Padding}, {(input.MaxBatch == 0 ? "any batch" : $"batch up to {input.MaxBatch}")}"
        );

    private static string Labels(IReadOnlyList<string> labels) =>
        labels.Count <= ShownLabels
            ? string.Join(", ", labels)
            : $"{labels.Count}: {string.Join(", ", labels.Take(ShownLabels))}, …";
}
