namespace VisionSdk.Storage;

/// <summary>A model version to be registered.</summary>
public sealed record ModelVersionContent
{
    /// <summary>The manifest, UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Manifest { get; init; }

    /// <summary>Signature of the manifest's bytes, checked by the caller; empty for none.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Opens the graph file, to keep its bytes in the store, so that processes on other machines get it from there.</summary>
    /// <value>Default <see langword="null"/>: the bytes are not kept.</value>
    public Func<Stream>? OpenWeights { get; init; }
}
