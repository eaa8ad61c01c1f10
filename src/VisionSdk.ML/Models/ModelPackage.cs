namespace VisionSdk.ML;

/// <summary>One version of a model on disk: a folder with <c>model.json</c> and the graph that it describes, checked byte for byte.</summary>
/// <remarks>
/// Immutable and safe to share. Packages come from strangers: the manifest is limited in size, the graph must be a regular file inside
/// the folder, and its size and SHA-256 are checked before anything parses it.
/// </remarks>
public sealed class ModelPackage
{
    /// <summary>Largest manifest that is read, in bytes (4 MiB).</summary>
    public const int MaxManifestBytes = 4 << 20;

    private ModelPackage(ModelManifest manifest, byte[] manifestBytes, string directory, string artifactPath)
    {
        Manifest = manifest;
        ManifestBytes = manifestBytes;
        Signature = PackageFile.ReadSignature(directory);
        Directory = directory;
        ArtifactPath = artifactPath;
        Space = manifest.Embedding is null ? null : EmbeddingSpaceId.Compute(manifest);
    }

    /// <summary>What the package says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>The manifest as it lies in the folder: UTF-8 JSON, the bytes that a signature covers.</summary>
    public ReadOnlyMemory<byte> ManifestBytes { get; }

    /// <summary>The signature that lies beside the manifest, not checked yet (<see cref="ModelTrust"/>); empty when there is none.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Full path of the package's folder.</summary>
    public string Directory { get; }

    /// <summary>Full path of the graph file.</summary>
    public string ArtifactPath { get; }

    /// <summary>The space of the vectors that an embedding model returns; <see langword="null"/> for other tasks.</summary>
    public EmbeddingSpaceId? Space { get; }

    /// <summary>Opens and checks a package. Nothing is given to the inference runtime yet.</summary>
    /// <param name="directory">The folder that holds <c>model.json</c>.</param>
    /// <returns>The package.</returns>
    /// <exception cref="ModelLoadException">A file is missing, unreadable, too large or a link, or the manifest is not valid.</exception>
    /// <exception cref="ModelIntegrityException">The graph's size or SHA-256 is not the manifest's.</exception>
    public static ModelPackage Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var folder = Path.GetFullPath(directory);
        var manifestPath = Path.Combine(folder, ModelManifestSerializer.FileName);
        var bytes = PackageFile.ReadBounded(manifestPath, MaxManifestBytes);
        var manifest = ModelManifestSerializer.Deserialize(bytes, manifestPath);
        var artifactPath = PackageFile.Confine(folder, manifest.Artifact.File, manifest.Id);
        PackageFile.CheckHash(artifactPath, manifest);
        return new ModelPackage(manifest, bytes, folder, artifactPath);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Manifest.Id} {Manifest.Version}";

    /// <summary>Opens the graph file for copying; what is copied is checked where it arrives.</summary>
    public Stream OpenArtifact() => PackageFile.OpenStream(ArtifactPath);

    /// <summary>Reads the graph and checks it again, so that the bytes that are parsed are the bytes that were checked.</summary>
    internal byte[] ReadArtifact() => PackageFile.ReadChecked(ArtifactPath, Manifest);
}
