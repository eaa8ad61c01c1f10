namespace VisionSdk;

/// <summary>What to find out about the faces of a picture. Immutable; one instance may serve any number of calls.</summary>
public sealed record AnalyzeFacesOptions
{
    /// <summary>What to find out.</summary>
    /// <value>Default <see cref="FaceFeatures.Default"/>: everything but the embedding.</value>
    public FaceFeatures Features { get; init; } = FaceFeatures.Default;

    /// <summary>Lowest confidence of a face.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: what the detector's manifest recommends.</value>
    public float? MinConfidence { get; init; }

    /// <summary>Faces whose shorter side is smaller are left out.</summary>
    /// <value>Pixels of the displayed picture, at least 0; default 0: every face.</value>
    public int MinFaceSize { get; init; }

    /// <summary>How many faces are analysed at most, the most prominent ones.</summary>
    /// <value>At least 1; default 100.</value>
    public int MaxFaces { get; init; } = 100;

    internal FaceRequest ToRequest()
    {
        OptionRange.CheckUnit(MinConfidence, nameof(MinConfidence));
        OptionRange.CheckMinimum<int>(MinFaceSize, 0, nameof(MinFaceSize));
        OptionRange.CheckMinimum<int>(MaxFaces, 1, nameof(MaxFaces));
        return new FaceRequest(Features, new FaceChoice(MinFaceSize, MaxFaces, RequireSingle: false), MinConfidence);
    }
}
