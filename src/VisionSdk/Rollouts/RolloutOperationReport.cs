using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a rollout found for one operation.</summary>
public sealed record RolloutOperationReport
{
    /// <summary>The operation: <c>verify</c>, <c>claim</c>, <c>identify</c> or <c>detect</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>How many requests the rollout could have seen.</summary>
    public required long Requests { get; init; }

    /// <summary>How many of them the candidate was given.</summary>
    public required long Chosen { get; init; }

    /// <summary>How many decisions both versions made.</summary>
    public required long Compared { get; init; }

    /// <summary>How many of them differ: another decision or identity; of detections, a picture in which something is added or lost.</summary>
    public required RolloutRate Flips { get; init; }

    /// <summary>The flips by <c>before&gt;after</c>, the most frequent first.</summary>
    public ImmutableArray<RolloutItem> FlipsByKind { get; init; } = [];

    /// <summary>How often the candidate failed.</summary>
    public required RolloutRate Errors { get; init; }

    /// <summary>The failures by type of exception.</summary>
    public ImmutableArray<RolloutItem> ErrorsByType { get; init; } = [];

    /// <summary>Failures of the present version where it was asked in the background, by type.</summary>
    public ImmutableArray<RolloutItem> PrimaryErrorsByType { get; init; } = [];

    /// <summary>What was not repeated in the background, by reason.</summary>
    public ImmutableArray<RolloutItem> Dropped { get; init; } = [];

    /// <summary>What could not be compared, by reason.</summary>
    public ImmutableArray<RolloutItem> Incomparable { get; init; } = [];

    /// <summary>How long both versions took; <see langword="null"/> when nothing was compared.</summary>
    public RolloutLatency? Latency { get; init; }

    /// <summary>How far the scores lie apart; <see langword="null"/> when there are none.</summary>
    public RolloutDrift? Drift { get; init; }

    /// <summary>What both versions detected; <see langword="null"/> where nothing is.</summary>
    public RolloutDetections? Detections { get; init; }
}
