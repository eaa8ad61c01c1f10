namespace VisionSdk;

/// <summary>Whether a picture gives the one face that is needed.</summary>
public enum FaceStatus
{
    /// <summary>It does.</summary>
    Usable,

    /// <summary>No face was found.</summary>
    NoFace,

    /// <summary>There are several faces and <see cref="FaceSelection.RequireSingle"/> refuses to choose.</summary>
    SeveralFaces,

    /// <summary>Every face is smaller than the minimum size.</summary>
    FaceTooSmall,

    /// <summary>The chosen face cannot be aligned or embedded: what the detector took for a face is probably none.</summary>
    FaceUnusable,
}
