namespace VisionSdk.Storage;

/// <summary>Something that an identity was enrolled with, and its vectors in the two spaces of a move.</summary>
public sealed record MigrationSource
{
    /// <summary>Whether it shows somebody else who must not be taken for the identity.</summary>
    public bool IsCounterexample { get; init; }

    /// <summary>Its vector in the old space; <see langword="null"/> when there is none.</summary>
    public Embedding? Old { get; init; }

    /// <summary>Its vector in the new space; <see langword="null"/> when there is none.</summary>
    public Embedding? New { get; init; }

    /// <summary>Whether <see cref="Old"/> was mapped from another space.</summary>
    public bool IsOldBridged { get; init; }

    /// <summary>Whether <see cref="New"/> was mapped from another space.</summary>
    public bool IsNewBridged { get; init; }

    /// <summary>The picture that is kept of it; <see langword="null"/> when there is none, or when no vector is missing.</summary>
    public EnrolmentCrop? Crop { get; init; }

    internal byte[] Digest { get; init; } = [];

    internal Guid? CropId { get; init; }

    internal float? Quality { get; init; }

    internal EmbeddingKind Kind => IsCounterexample ? EmbeddingKind.Counterexample : EmbeddingKind.Reference;
}
