namespace VisionSdk.Storage;

/// <summary>A picture of an enrolled face that is kept so that another model can embed it later.</summary>
/// <param name="Content">An encoded picture.</param>
/// <param name="MediaType">Its media type, such as <c>image/jpeg</c>.</param>
/// <param name="RetainUntil">When it may be deleted; <see langword="null"/> for as long as the identity.</param>
public sealed record EnrolmentCrop(ReadOnlyMemory<byte> Content, string MediaType, DateTimeOffset? RetainUntil = null)
{
    /// <summary>Where the face, or whatever else is enrolled, is in the picture.</summary>
    /// <value>Default <see langword="null"/>: it has to be found again, or it fills the picture.</value>
    public CropPlace? Place { get; init; }
}
