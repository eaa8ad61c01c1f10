namespace VisionSdk.Storage;

/// <summary>A model version that the store knows.</summary>
public sealed record ModelVersionRecord
{
    /// <summary>Id of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Version of the model, SemVer 2.0.</summary>
    public required string Version { get; init; }

    /// <summary>What the model is for.</summary>
    public required VisionTask Task { get; init; }

    /// <summary>SHA-256 of the weights, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The space of its embeddings; <see langword="null"/> for models that do not embed.</summary>
    public EmbeddingSpaceId? Space { get; init; }

    /// <summary>Where it stands.</summary>
    public required ModelVersionState State { get; init; }

    /// <summary>When it became known.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The manifest, UTF-8 JSON, byte for byte as it was registered.</summary>
    public required ReadOnlyMemory<byte> Manifest { get; init; }

    /// <summary>Signature of the manifest's bytes; empty when it came without.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Throws when the version may not play a role.</summary>
    /// <exception cref="StoreException">It is retired or revoked (<see cref="StoreFailure.Refused"/>).</exception>
    public void ThrowIfUnusable() => ModelVersionRules.ThrowIfUnusable(State, ToString());

    /// <summary>The model in one line.</summary>
    /// <returns>A text such as <c>face-embedder-dlib@1.0.0</c>.</returns>
    public override string ToString() => $"{ModelId}@{Version}";
}
