namespace VisionSdk;

/// <summary>How strictly two pictures are compared. Immutable; one instance may serve any number of calls.</summary>
public sealed record VerifyOptions
{
    /// <summary>The share of pairs of different people that may be called a match.</summary>
    /// <value>In (0, 1), one of the model's calibrated rates; default <see langword="null"/>: <see cref="VisionSdkOptions.FalseMatchRate"/>.</value>
    public double? FalseMatchRate { get; init; }

    /// <summary>The looser rate that bounds the inconclusive band; a rate at or below the false-match rate means no band.</summary>
    /// <value>In (0, 1); default <see langword="null"/>: <see cref="VisionSdkOptions.InconclusiveFalseMatchRate"/>.</value>
    public double? InconclusiveFalseMatchRate { get; init; }

    /// <summary>What to do with a picture of several faces.</summary>
    /// <value>Default <see langword="null"/>: <see cref="VisionSdkOptions.FaceSelection"/>.</value>
    public FaceSelection? FaceSelection { get; init; }

    /// <summary>The shorter side that a face's box needs; smaller faces do not count.</summary>
    /// <value>Pixels of the displayed picture, at least 0; default <see langword="null"/>: <see cref="VisionSdkOptions.MinFaceSize"/>.</value>
    public int? MinFaceSize { get; init; }

    /// <summary>Lowest confidence of a face.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: what the detector's manifest recommends.</value>
    public float? MinConfidence { get; init; }

    /// <summary>What requests have in common that a rollout should treat alike, such as a customer's number.</summary>
    /// <value>Default <see langword="null"/>: the pictures decide. It is never logged or stored.</value>
    public RolloutKey? RolloutKey { get; init; }

    internal FaceRequest ToRequest(VisionSdkOptions defaults)
    {
        OptionRange.CheckRate(FalseMatchRate, nameof(FalseMatchRate));
        OptionRange.CheckRate(InconclusiveFalseMatchRate, nameof(InconclusiveFalseMatchRate));
        OptionRange.CheckUnit(MinConfidence, nameof(MinConfidence));
        OptionRange.CheckMinimum(MinFaceSize, 0, nameof(MinFaceSize));
        var choice = new FaceChoice(
            MinFaceSize ?? defaults.MinFaceSize,
            MaxFaces: 1,
            RequireSingle: (FaceSelection ?? defaults.FaceSelection) == VisionSdk.FaceSelection.RequireSingle
        );
        return new FaceRequest(FaceFeatures.Embedding, choice, MinConfidence);
    }
}
