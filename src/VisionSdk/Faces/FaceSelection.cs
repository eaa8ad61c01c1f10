namespace VisionSdk;

/// <summary>What is done with a picture that shows several faces.</summary>
public enum FaceSelection
{
    /// <summary>Refuse to choose: the picture is reported as <see cref="FaceStatus.SeveralFaces"/>. Faces below the minimum size do not count.</summary>
    RequireSingle,

    /// <summary>
    /// Take the face with the greatest √area − distance from the picture's centre, both in pixels: the large, central one. Of equals, the more
    /// confident one, then the first.
    /// </summary>
    MostProminent,
}
