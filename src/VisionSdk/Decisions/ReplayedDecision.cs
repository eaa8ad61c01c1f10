namespace VisionSdk;

/// <summary>A recorded decision that another version makes differently.</summary>
public sealed record ReplayedDecision
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Operation { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The version that made it, as <c>id@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>What was decided then.</summary>
    public required string Before { get; init; }

    /// <summary>What the other version decides.</summary>
    public required string After { get; init; }

    /// <summary>The distance then, in units of its threshold.</summary>
    public double? ScoreBefore { get; init; }

    /// <summary>The other version's distance, in units of its own threshold.</summary>
    public double? ScoreAfter { get; init; }

    /// <summary>
    /// What the version that made the decision makes of the kept picture, which is a part of the original; <see langword="null"/> when it is
    /// not at hand. When it differs from <see cref="Before"/>, the flip is due to the picture as much as to the version.
    /// </summary>
    public string? Control { get; init; }
}
