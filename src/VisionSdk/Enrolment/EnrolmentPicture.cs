namespace VisionSdk;

/// <summary>A picture to enrol.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Box">
/// Where the identity is, in pixels of the displayed picture; <see langword="null"/> when the picture shows nobody else. With a profile that
/// detects, the detection that overlaps the box most is taken; without, the box itself.
/// </param>
public sealed record EnrolmentPicture(ImageSource Image, BoundingBox? Box = null)
{
    /// <summary>A picture that shows nobody else.</summary>
    /// <param name="image">The picture.</param>
    public static implicit operator EnrolmentPicture(ImageSource image) => FromImageSource(image);

    /// <summary>A picture that shows nobody else.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>The same, to enrol.</returns>
    public static EnrolmentPicture FromImageSource(ImageSource image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new EnrolmentPicture(image);
    }
}
