using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace VisionSdk;

/// <summary>Checks what JSON cannot say about a manifest: ranges, lengths that must agree, and which parts a task needs.</summary>
public static partial class ModelManifestValidator
{
    private const int MaxIdLength = 128;

    /// <summary>Checks a manifest as a whole.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="path">Where it came from, for the message.</param>
    /// <exception cref="ModelLoadException">Something is wrong; the message lists every problem, each with the path of its field.</exception>
    public static void Validate(ModelManifest manifest, string? path = null)
    {
        var problems = Problems(manifest);
        if (!problems.IsEmpty)
        {
            throw new ModelLoadException(
                $"The manifest '{path}' of model '{manifest.Id}' has {problems.Length} problem(s): {string.Join("; ", problems)}. Correct the fields.",
                manifest.Id,
                path
            );
        }
    }

    /// <summary>Lists what is wrong with a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <returns>One sentence per problem, in the order of the fields; empty when there is none.</returns>
    public static ImmutableArray<string> Problems(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var problems = new ManifestProblems();
        CheckIdentity(manifest, problems);
        Check(manifest.Artifact, problems);
        Check(manifest.Provenance, problems);
        ModelInputRules.Check(manifest.Input, problems);
        ModelOutputRules.Check(manifest, problems);
        EmbeddingRules.Check(manifest, problems);
        if (manifest.Golden is not null)
        {
            GoldenRules.Check(manifest.Golden, problems);
        }

        return [.. problems.All];
    }

    private static void CheckIdentity(ModelManifest manifest, ManifestProblems problems)
    {
        problems.Require(
            manifest.SchemaVersion == ModelManifest.CurrentSchemaVersion,
            $"schemaVersion is {manifest.SchemaVersion}, not {ModelManifest.CurrentSchemaVersion}"
        );
        problems.Require(
            manifest.Id.Length <= MaxIdLength && IdPattern().IsMatch(manifest.Id),
            $"id '{manifest.Id}' is not lower-case letters and digits in parts joined by single dots or dashes, at most {MaxIdLength} long"
        );
        problems.Require(
            SemanticVersion.TryParse(manifest.Version, out _),
            $"version '{manifest.Version}' is not a semantic version such as 1.0.0"
        );
        problems.RequireKnown(manifest.Task, "task");
        problems.RequireText(manifest.Description, "description");
    }

    private static void Check(ModelArtifact artifact, ManifestProblems problems)
    {
        problems.Require(
            FileName().IsMatch(artifact.File) && artifact.File != ModelManifestSerializer.FileName,
            $"artifact.file '{artifact.File}' is not the plain name of a file in the package folder"
        );
        problems.Require(Sha256().IsMatch(artifact.Sha256), "artifact.sha256 is not 64 lower-case hexadecimal digits");
        problems.RequirePositive(artifact.Size, "artifact.size");
        problems.RequirePositive(artifact.Opset, "artifact.opset");
    }

    private static void Check(ModelProvenance provenance, ManifestProblems problems)
    {
        problems.RequireText(provenance.Source, "provenance.source");
        problems.RequireText(provenance.SourceVersion, "provenance.sourceVersion");
        problems.RequireText(provenance.File, "provenance.file");
        problems.RequireText(provenance.License, "provenance.license");
        problems.RequireText(provenance.Notice, "provenance.notice");
    }

    // Ids and file names become paths, so no separator, no dot at either end and no two dots in a row.
    [GeneratedRegex(@"\A[a-z0-9]+(?:[.-][a-z0-9]+)*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FileName();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sha256();
}
