namespace VisionSdk.Storage;

/// <summary>An event in the history of a space's thresholds.</summary>
public sealed record StoredCalibration
{
    /// <summary>Number of the event; rises with time, over all spaces.</summary>
    public required long Id { get; init; }

    /// <summary>The space that it is about.</summary>
    public required EmbeddingSpaceId Space { get; init; }

    /// <summary>What was measured; <see langword="null"/> when the event takes back what held before, so that the model's own thresholds hold again.</summary>
    public SpaceCalibration? Calibration { get; init; }

    /// <summary>Id of the model whose embeddings were measured.</summary>
    public required string ModelId { get; init; }

    /// <summary>Its version.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>When, to the millisecond, by the clock of the process that did it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, as far as it was said.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 over space, data and thresholds, 64 lower-case hexadecimal digits; the audit entry names it too.</summary>
    public required string Digest { get; init; }
}
