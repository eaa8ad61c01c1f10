using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Among whom, and how strictly, a picture is identified. Immutable.</summary>
public sealed record IdentifyOptions : IdentityProbeOptions
{
    /// <summary>
    /// The share of strangers that may be taken for somebody of the gallery (false-positive identification rate). The larger the gallery,
    /// the stricter the threshold that it needs.
    /// </summary>
    /// <value>In (0, 1); default <see langword="null"/>: <see cref="VisionSdkOptions.FalsePositiveRate"/>.</value>
    public double? FalsePositiveRate { get; init; }

    /// <summary>How many candidates come back at most.</summary>
    /// <value>At least 1; default 5.</value>
    public int MaxCandidates { get; init; } = 5;

    /// <summary>Tags that a candidate must have, all of them.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> RequiredTags { get; init; } = [];

    /// <summary>How exactly the gallery is scanned.</summary>
    /// <value>Default <see cref="GalleryPrecision.Full"/>.</value>
    public GalleryPrecision Precision { get; init; } = GalleryPrecision.Full;

    internal void Validate()
    {
        OptionRange.CheckRate(FalsePositiveRate, nameof(FalsePositiveRate));
        OptionRange.CheckMinimum<int>(MaxCandidates, 1, nameof(MaxCandidates));
    }
}
