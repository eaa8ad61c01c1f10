namespace VisionSdk.Storage;

/// <summary>Proof of an erasure: what was removed, and what a search for remains found afterwards. It holds no personal data.</summary>
public sealed record ErasureReceipt
{
    /// <summary>The store.</summary>
    public required Guid StoreId { get; init; }

    /// <summary>The identity that was erased, by its random id.</summary>
    public required Guid IdentityId { get; init; }

    /// <summary>When the last row went.</summary>
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>How many vectors were removed.</summary>
    public required int Embeddings { get; init; }

    /// <summary>How many pictures were removed, those of recorded decisions among them.</summary>
    public required int Crops { get; init; }

    /// <summary>How many recorded decisions about it were removed.</summary>
    public int Decisions { get; init; }

    /// <summary>Whether the data key was destroyed, so that copies of the store made before are unreadable too; <see langword="false"/> in a store without encryption.</summary>
    public required bool KeyDestroyed { get; init; }

    /// <summary>
    /// Whether the provider has removed the bytes of deleted rows from its files. <see langword="false"/> on servers, where only destroying the
    /// key reaches them, and while another process reads an older state.
    /// </summary>
    public required bool TracesRemoved { get; init; }

    /// <summary>How many rows, keys and index entries of the identity were found when everything was looked for again; 0 is complete.</summary>
    public required int Remaining { get; init; }

    /// <summary>Number of the audit entry.</summary>
    public required long AuditSequence { get; init; }

    /// <summary>Hash of the audit entry, lower-case hexadecimal; it commits to everything before it.</summary>
    public required string AuditHash { get; init; }

    /// <summary>Whether nothing of the identity is left that the store can reach.</summary>
    public bool IsComplete => Remaining == 0 && (KeyDestroyed || TracesRemoved);
}
