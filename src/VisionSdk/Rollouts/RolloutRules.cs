using System.Text.Json;

namespace VisionSdk;

/// <summary>When a rollout ends by itself. Immutable.</summary>
/// <remarks>
/// A limit is broken when even the lower confidence bound is above it, and holds when the upper bound is not. The bounds are looked at every
/// second, so over a long rollout a candidate that lies exactly at a limit is rolled back somewhat more often than the confidence says; one
/// that lies well below it is not.
/// </remarks>
public sealed record RolloutRules
{
    /// <summary>How many compared decisions of an operation a promotion needs.</summary>
    /// <value>At least 1; default 1000.</value>
    public int MinDecisions { get; init; } = RolloutDefaults.MinDecisions;

    /// <summary>The highest share of decisions that the candidate may make differently.</summary>
    /// <value>In [0, 1]; default 0.02. <see langword="null"/>: any.</value>
    public double? MaxFlipRate { get; init; } = RolloutDefaults.MaxFlipRate;

    /// <summary>The highest share of requests at which the candidate may fail.</summary>
    /// <value>In [0, 1]; default 0.01. <see langword="null"/>: any.</value>
    public double? MaxErrorRate { get; init; } = RolloutDefaults.MaxErrorRate;

    /// <summary>How many times as long as the present version the candidate may take, in the median.</summary>
    /// <value>A factor, above 0; default 2. <see langword="null"/>: any.</value>
    public double? MaxLatencyRatio { get; init; } = RolloutDefaults.MaxLatencyRatio;

    /// <summary>How far the distributions of the scores may lie apart, as the Kolmogorov-Smirnov distance.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: any.</value>
    /// <remarks>
    /// It is meant for versions of one space. Those of another spread their distances differently although they decide alike: two default
    /// embedders lie 0.34 apart on the pairs of LFW, and make 99 % of its decisions without turning a match into a no-match or back.
    /// </remarks>
    public double? MaxDrift { get; init; }

    /// <summary>Confidence of the bounds.</summary>
    /// <value>In (0, 1); default 0.99.</value>
    public double Confidence { get; init; } = RolloutDefaults.Confidence;

    /// <summary>Whether the rollout is rolled back as soon as a limit is broken.</summary>
    /// <value>Default true.</value>
    public bool RollBack { get; init; } = true;

    /// <summary>Whether the candidate is activated as soon as every limit holds for <see cref="MinDecisions"/>.</summary>
    /// <value>Default false.</value>
    public bool Promote { get; init; }

    internal string ToJson() => JsonSerializer.Serialize(this, RolloutJsonContext.Default.RolloutRules);

    internal static RolloutRules FromJson(string json) =>
        JsonSerializer.Deserialize(json, RolloutJsonContext.Default.RolloutRules) ?? new RolloutRules();

    internal void Validate()
    {
        OptionRange.CheckMinimum<int>(MinDecisions, 1, nameof(MinDecisions));
        OptionRange.CheckUnit((float?)MaxFlipRate, nameof(MaxFlipRate));
        OptionRange.CheckUnit((float?)MaxErrorRate, nameof(MaxErrorRate));
        OptionRange.CheckUnit((float?)MaxDrift, nameof(MaxDrift));
        OptionRange.CheckRate(Confidence, nameof(Confidence));
        if (MaxLatencyRatio is <= 0 or double.NaN)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxLatencyRatio),
                MaxLatencyRatio,
                "A ratio of times is above 0."
            );
        }
    }
}
