using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What a rollout found so far, in all processes together.</summary>
public sealed record RolloutReport
{
    /// <summary>The rollout.</summary>
    public required RolloutRecord Rollout { get; init; }

    /// <summary>The version that the candidate is compared with, as <c>id@version</c>; <see langword="null"/> when its slot has no history: that of the options.</summary>
    public string? Base { get; init; }

    /// <summary>Its rules.</summary>
    public required RolloutRules Rules { get; init; }

    /// <summary>What was found, by operation.</summary>
    public ImmutableArray<RolloutOperationReport> Operations { get; init; } = [];

    /// <summary>The limits.</summary>
    public ImmutableArray<RolloutCheck> Checks { get; init; } = [];

    /// <summary>What they say together.</summary>
    public required RolloutVerdict Verdict { get; init; }

    /// <summary>Processes that could not load the candidate, by type of exception.</summary>
    public ImmutableArray<RolloutItem> LoadFailures { get; init; } = [];

    /// <summary>Profiles whose gallery is not in the candidate's space, so that claims and identifications cannot be compared, with how many identities are missing.</summary>
    public ImmutableArray<RolloutItem> NotMigrated { get; init; } = [];
}
