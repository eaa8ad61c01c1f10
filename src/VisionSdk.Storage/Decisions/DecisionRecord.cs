using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>A decision as it was made: by which version, how near, and how it was to be judged. It holds no personal data but the identity's random id.</summary>
public sealed record DecisionRecord
{
    /// <summary>Its id, of version 7: it sorts by time.</summary>
    public required Guid Id { get; init; }

    /// <summary>What was asked for: <c>verify</c>, <c>claim</c>, <c>identify</c> or <c>detect</c>; at most 32 characters.</summary>
    public required string Operation { get; init; }

    /// <summary>The tenant; <see langword="null"/> where no identity is involved.</summary>
    public string? Tenant { get; init; }

    /// <summary>The recognition profile; <see langword="null"/> where none is involved.</summary>
    public string? Profile { get; init; }

    /// <summary>The identity that was claimed or found.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>The rollout that it was part of.</summary>
    public long? RolloutId { get; init; }

    /// <summary>The slot of the model that decided.</summary>
    public required string Slot { get; init; }

    /// <summary>Id of that model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The space of its embeddings.</summary>
    public EmbeddingSpaceId? Space { get; init; }

    /// <summary>What was decided, such as <c>Match</c>; at most 32 characters.</summary>
    public required string Decision { get; init; }

    /// <summary>The distance that it was decided on.</summary>
    public double? Distance { get; init; }

    /// <summary>The distance at or below which it is a match.</summary>
    public double? Threshold { get; init; }

    /// <summary>The error rate that was asked for.</summary>
    public double? Rate { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>When a purge deletes it.</summary>
    public required DateTimeOffset RetainUntil { get; init; }

    /// <summary>The pictures; empty when they are not kept, and in lists.</summary>
    public ImmutableArray<DecisionCrop> Crops { get; init; } = [];

    /// <summary>How many pictures are kept.</summary>
    public int KeptCrops { get; init; }
}
