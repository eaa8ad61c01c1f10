using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>How a candidate version is tried. Immutable.</summary>
public sealed record RolloutOptions
{
    /// <summary>Whether anybody sees the candidate's answers.</summary>
    /// <value>Default <see cref="RolloutMode.Shadow"/>: nobody does.</value>
    public RolloutMode Mode { get; init; } = RolloutMode.Shadow;

    /// <summary>The share of the requests that the candidate sees.</summary>
    /// <value>In [0, 1]; default 0.1. Which requests these are follows from their identity, key or picture, so that the same always are.</value>
    public double Share { get; init; } = RolloutDefaults.Share;

    /// <summary>Of the requests that the candidate answers, the share that the present version decides too, in the background, to compare.</summary>
    /// <value>In [0, 1]; default 1. Without meaning in a shadow, where everything is compared.</value>
    public double ComparisonShare { get; init; } = RolloutDefaults.ComparisonShare;

    /// <summary>When the rollout ends by itself.</summary>
    /// <value>Default: the defaults of <see cref="RolloutRules"/>, which roll back by themselves and leave promotion to people.</value>
    public RolloutRules Rules { get; init; } = new();

    /// <summary>Who starts it, for the report, at most 128 characters.</summary>
    /// <value>Default application.</value>
    public string Actor { get; init; } = "application";

    /// <summary>Why.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public string? Reason { get; init; }

    /// <summary>How many times as long as the present version the candidate may take for one picture before it is tried at all.</summary>
    /// <value>A factor, at least 1; default <see langword="null"/>: <see cref="ModelRuntimeOptions.MaxSlowdown"/>.</value>
    public double? MaxSlowdown { get; init; }

    internal void Validate()
    {
        OptionRange.CheckUnit((float)Share, nameof(Share));
        OptionRange.CheckUnit((float)ComparisonShare, nameof(ComparisonShare));
        ArgumentException.ThrowIfNullOrWhiteSpace(Actor);
        ArgumentNullException.ThrowIfNull(Rules);
        Rules.Validate();
        if (MaxSlowdown is { } factor && !(factor >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(MaxSlowdown), factor, "A factor of at least 1 is needed.");
        }
    }
}
