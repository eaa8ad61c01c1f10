namespace VisionSdk;

/// <summary>How strictly a picture is compared with the identity that it claims to show. Immutable.</summary>
public sealed record ClaimOptions : IdentityProbeOptions
{
    /// <summary>The share of other people's pictures that may be called a match with one reference.</summary>
    /// <value>In (0, 1), one of the model's calibrated rates; default <see langword="null"/>: <see cref="VisionSdkOptions.FalseMatchRate"/>.</value>
    public double? FalseMatchRate { get; init; }

    /// <summary>The looser rate that bounds the inconclusive band.</summary>
    /// <value>In (0, 1); default <see langword="null"/>: <see cref="VisionSdkOptions.InconclusiveFalseMatchRate"/>.</value>
    public double? InconclusiveFalseMatchRate { get; init; }

    internal void Validate()
    {
        OptionRange.CheckRate(FalseMatchRate, nameof(FalseMatchRate));
        OptionRange.CheckRate(InconclusiveFalseMatchRate, nameof(InconclusiveFalseMatchRate));
    }
}
