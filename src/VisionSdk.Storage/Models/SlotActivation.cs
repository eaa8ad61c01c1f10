namespace VisionSdk.Storage;

/// <summary>An event of a slot's history: from this moment on a version played the role.</summary>
public sealed record SlotActivation
{
    /// <summary>Number of the event; rises with time, over all slots.</summary>
    public required long Sequence { get; init; }

    /// <summary>The role, such as <c>faces/embedder</c>; or an alias, as <c>id@alias</c>.</summary>
    public required string Slot { get; init; }

    /// <summary>Id of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Version of the model, SemVer 2.0.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of its weights, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The space of its embeddings; <see langword="null"/> for models that do not embed.</summary>
    public EmbeddingSpaceId? Space { get; init; }

    /// <summary>What happened.</summary>
    public required SlotActivationKind Kind { get; init; }

    /// <summary>When, to the millisecond, by the clock of the process that did it.</summary>
    public required DateTimeOffset ActivatedAt { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, as far as it was said.</summary>
    public string? Reason { get; init; }
}
