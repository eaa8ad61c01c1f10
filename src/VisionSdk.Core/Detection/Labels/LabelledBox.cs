namespace VisionSdk;

/// <summary>An object that somebody marked in a picture.</summary>
/// <param name="Share">Where, as shares of the picture's width and height: the whole picture is (0, 0, 1, 1).</param>
/// <param name="ClassId">Index of its class.</param>
/// <param name="IsDifficult">Whether it is marked as hard to recognise, so that an evaluation leaves it out.</param>
public readonly record struct LabelledBox(BoundingBox Share, int ClassId, bool IsDifficult = false)
{
    /// <summary>Places the object in a picture of a known size.</summary>
    /// <param name="picture">Size of the displayed picture, in pixels.</param>
    /// <returns>The object in pixels; a difficult one is to be ignored.</returns>
    public GroundTruthBox In(ImageSize picture) =>
        new(
            new BoundingBox(
                Share.X * picture.Width,
                Share.Y * picture.Height,
                Share.Width * picture.Width,
                Share.Height * picture.Height
            ),
            ClassId,
            IsDifficult
        );
}
