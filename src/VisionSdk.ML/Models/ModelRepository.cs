namespace VisionSdk.ML;

/// <summary>A folder of model packages, laid out as <c>root/&lt;id&gt;/&lt;version&gt;/model.json</c>.</summary>
/// <remarks>Safe for concurrent use. The folder is read at each call, so a package that is added later is found.</remarks>
public sealed class ModelRepository
{
    /// <summary>Uses a folder.</summary>
    /// <param name="root">The folder; it need not exist yet.</param>
    public ModelRepository(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Root = Path.GetFullPath(root);
    }

    /// <summary>The folder that is used when none is named: <c>models</c> beside the application.</summary>
    public static string DefaultRoot => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>Every model version, without opening any: ids in ordinal order, versions ascending.</summary>
    /// <returns>The references; empty when the folder does not exist. Folders whose names are not an id and a version are left out.</returns>
    /// <exception cref="ModelLoadException">The folder cannot be read.</exception>
    public IReadOnlyList<ModelReference> List()
    {
        var references = new List<ModelReference>();
        foreach (var modelFolder in Folders(Root))
        {
            references.AddRange(Versions(Path.GetFileName(modelFolder)));
        }

        references.Sort(
            static (left, right) =>
            {
                var order = string.CompareOrdinal(left.Id, right.Id);
                return order != 0 ? order : left.Version.CompareTo(right.Version);
            }
        );
        return references;
    }

    /// <summary>Finds and opens one model.</summary>
    /// <param name="id">Id of the model.</param>
    /// <param name="version">Version, or <see langword="null"/> for the highest; a release comes before every pre-release, however high.</param>
    /// <returns>The package, or <see langword="null"/> when the repository does not hold it.</returns>
    /// <exception cref="ModelLoadException">The package is there but not valid.</exception>
    /// <exception cref="ModelIntegrityException">The graph's size or SHA-256 is not the manifest's.</exception>
    public ModelPackage? Find(string id, string? version = null) => FindReference(id, version)?.Open();

    /// <summary>Finds one model without opening it.</summary>
    /// <param name="id">Id of the model.</param>
    /// <param name="version">Version, or <see langword="null"/> for the highest; a release comes before every pre-release, however high.</param>
    /// <returns>Where it is, or <see langword="null"/> when the repository does not hold it.</returns>
    /// <exception cref="ModelLoadException">The folder cannot be read.</exception>
    public ModelReference? FindReference(string id, string? version = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ModelReference? best = null;
        foreach (var candidate in Versions(id))
        {
            if (
                version is null ? best is null || IsPreferred(candidate, best) : candidate.Version.ToString() == version
            )
            {
                best = candidate;
            }
        }

        return best;
    }

    private static bool IsPreferred(ModelReference candidate, ModelReference best)
    {
        // Nobody gets a pre-release without asking for it, as with package managers.
        var candidateIsRelease = string.IsNullOrEmpty(candidate.Version.PreRelease);
        var bestIsRelease = string.IsNullOrEmpty(best.Version.PreRelease);
        return candidateIsRelease == bestIsRelease ? candidate.Version > best.Version : candidateIsRelease;
    }

    private IEnumerable<ModelReference> Versions(string id)
    {
        // The id becomes a path: anything but a plain folder name is not in the repository.
        if (id is "." or ".." || id.AsSpan().IndexOfAny("/\\:\0") >= 0)
        {
            yield break;
        }

        foreach (var folder in Folders(Path.Combine(Root, id)))
        {
            if (
                SemanticVersion.TryParse(Path.GetFileName(folder), out var version)
                && File.Exists(Path.Combine(folder, ModelManifestSerializer.FileName))
            )
            {
                yield return new ModelReference(id, version, folder);
            }
        }
    }

    private static string[] Folders(string path)
    {
        try
        {
            return Directory.Exists(path) ? Directory.GetDirectories(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(
                $"The model folder '{path}' cannot be read: {exception.Message}",
                modelId: null,
                path,
                exception
            );
        }
    }
}
