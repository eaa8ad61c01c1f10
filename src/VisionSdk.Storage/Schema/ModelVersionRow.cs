namespace VisionSdk.Storage;

/// <summary>One immutable version of a model.</summary>
internal sealed class ModelVersionRow
{
    public int Id { get; set; }

    public int ModelId { get; set; }

    public required string SemanticVersion { get; set; }

    public required string Sha256 { get; set; }

    /// <summary>The space of an embedding model.</summary>
    public int? SpaceId { get; set; }

    /// <summary>The same as a part of a key, which must not be empty: 0 stands for a model that does not embed, and no space has that number.</summary>
    public int SpaceKey
    {
        get => SpaceId ?? 0;
        private set { }
    }

    /// <summary>The manifest's JSON, byte for byte as it was registered.</summary>
    public required string Manifest { get; set; }

    /// <summary>Signature of the manifest's bytes, which names the weights by their hash.</summary>
    public byte[]? Signature { get; set; }

    public ModelVersionState State { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }

    public long Version { get; set; }
}
