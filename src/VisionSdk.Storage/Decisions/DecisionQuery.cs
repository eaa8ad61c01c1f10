namespace VisionSdk.Storage;

/// <summary>Which recorded decisions are meant.</summary>
public sealed record DecisionQuery
{
    /// <summary>Only those made then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those made before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only those of this operation.</summary>
    public string? Operation { get; init; }

    /// <summary>Only those of this rollout.</summary>
    public long? RolloutId { get; init; }

    /// <summary>Only those after this one, in the order of <see cref="DecisionRecord.DecidedAt"/> and id; the next page of a list.</summary>
    public DecisionRecord? After { get; init; }

    /// <summary>How many at most.</summary>
    /// <value>At least 1; default 100.</value>
    public int Count { get; init; } = 100;
}
