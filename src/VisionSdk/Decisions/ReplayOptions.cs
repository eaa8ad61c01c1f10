namespace VisionSdk;

/// <summary>Which recorded decisions are judged again, and how. Immutable.</summary>
public sealed record ReplayOptions
{
    /// <summary>The role that the other version plays.</summary>
    /// <value>Default <see cref="VisionSlots.FaceEmbedder"/>.</value>
    public string Slot { get; init; } = VisionSlots.FaceEmbedder;

    /// <summary>Only decisions made then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only decisions made before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only decisions of this rollout.</summary>
    public long? RolloutId { get; init; }

    /// <summary>How many decisions at most, the earliest first.</summary>
    /// <value>At least 1; default unlimited.</value>
    public int Count { get; init; } = int.MaxValue;

    /// <summary>Confidence of the bounds.</summary>
    /// <value>In (0, 1); default 0.95.</value>
    public double Confidence { get; init; } = 0.95;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Slot);
        OptionRange.CheckMinimum<int>(Count, 1, nameof(Count));
        OptionRange.CheckRate(Confidence, nameof(Confidence));
    }
}
