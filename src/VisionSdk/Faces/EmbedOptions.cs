namespace VisionSdk;

/// <summary>Which faces of a picture to embed. Immutable; one instance may serve any number of calls.</summary>
public sealed record EmbedOptions
{
    /// <summary>The recognition profile whose models embed.</summary>
    /// <value>A profile of <see cref="VisionSdkOptions.Profiles"/>; default <see cref="RecognitionProfiles.Faces"/>.</value>
    public string Profile { get; init; } = RecognitionProfiles.Faces;

    /// <summary>Whether only the most prominent face is embedded (see <see cref="FaceSelection.MostProminent"/>).</summary>
    /// <value>Default <see langword="false"/>: every face.</value>
    public bool MostProminentOnly { get; init; }

    /// <summary>Faces whose shorter side is smaller are not embedded, but counted in <see cref="EmbeddingResult.FacesFound"/>.</summary>
    /// <value>Pixels of the displayed picture, at least 0; default <see langword="null"/>: <see cref="VisionSdkOptions.MinFaceSize"/>.</value>
    public int? MinFaceSize { get; init; }

    /// <summary>Lowest confidence of a face.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: what the detector's manifest recommends.</value>
    public float? MinConfidence { get; init; }

    /// <summary>How many faces are embedded at most, the most prominent ones.</summary>
    /// <value>At least 1; default 100.</value>
    public int MaxFaces { get; init; } = 100;

    internal FaceRequest ToRequest(VisionSdkOptions defaults)
    {
        OptionRange.CheckUnit(MinConfidence, nameof(MinConfidence));
        OptionRange.CheckMinimum(MinFaceSize, 0, nameof(MinFaceSize));
        OptionRange.CheckMinimum<int>(MaxFaces, 1, nameof(MaxFaces));
        var choice = new FaceChoice(
            MinFaceSize ?? defaults.MinFaceSize,
            MostProminentOnly ? 1 : MaxFaces,
            RequireSingle: false
        );
        return new FaceRequest(FaceFeatures.Embedding, choice, MinConfidence);
    }
}
