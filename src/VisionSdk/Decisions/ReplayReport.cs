using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What another version makes of recorded decisions.</summary>
public sealed record ReplayReport
{
    /// <summary>The other version, as <c>id@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The role that it played.</summary>
    public required string Slot { get; init; }

    /// <summary>How many decisions were looked at.</summary>
    public required int Decisions { get; init; }

    /// <summary>How many it makes the same.</summary>
    public required int Same { get; init; }

    /// <summary>How many of those that could be judged again it makes differently.</summary>
    public required RolloutRate Flips { get; init; }

    /// <summary>Those decisions, the earliest first.</summary>
    public ImmutableArray<ReplayedDecision> Flipped { get; init; } = [];

    /// <summary>Of them, how many flip on the kept picture even with the version that made them.</summary>
    public int FlippedByPicture =>
        Flipped.Count(static decision => decision.Control is { } control && control != decision.Before);

    /// <summary>Those that could not be judged again, by reason.</summary>
    public ImmutableArray<RolloutItem> NotReplayable { get; init; } = [];
}
