using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Whose identities a picture is compared with, and how it is read. Immutable.</summary>
public abstract record IdentityProbeOptions
{
    private protected IdentityProbeOptions() { }

    /// <summary>The tenant.</summary>
    /// <value>Default <see cref="StoreOptions.DefaultTenant"/>.</value>
    public string Tenant { get; init; } = StoreOptions.DefaultTenant;

    /// <summary>The recognition profile.</summary>
    /// <value>Default <see cref="RecognitionProfiles.Faces"/>.</value>
    public string Profile { get; init; } = RecognitionProfiles.Faces;

    /// <summary>Where the identity is, in pixels of the displayed picture.</summary>
    /// <value>Default <see langword="null"/>: <see cref="FaceSelection"/> decides.</value>
    public BoundingBox? Box { get; init; }

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
    /// <value>Default <see langword="null"/>: the identity that is claimed decides, or else the picture. It is never logged or stored.</value>
    public RolloutKey? RolloutKey { get; init; }

    internal FaceRequest ToRequest(VisionSdkOptions defaults)
    {
        OptionRange.CheckUnit(MinConfidence, nameof(MinConfidence));
        OptionRange.CheckMinimum(MinFaceSize, 0, nameof(MinFaceSize));
        var single = (FaceSelection ?? defaults.FaceSelection) == VisionSdk.FaceSelection.RequireSingle;
        var choice = new FaceChoice(MinFaceSize ?? defaults.MinFaceSize, MaxFaces: 1, RequireSingle: single)
        {
            Near = Box,
        };
        return new FaceRequest(FaceFeatures.Embedding, choice, MinConfidence);
    }
}
