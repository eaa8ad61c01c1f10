namespace VisionSdk;

/// <summary>Why a verification is inconclusive.</summary>
public enum VerificationReason
{
    /// <summary>It is not: there is a decision.</summary>
    None,

    /// <summary>A picture shows no face.</summary>
    NoFace,

    /// <summary>A picture shows several faces and <see cref="FaceSelection.RequireSingle"/> refuses to choose.</summary>
    SeveralFaces,

    /// <summary>The faces of a picture are smaller than the minimum size.</summary>
    FaceTooSmall,

    /// <summary>The chosen face of a picture cannot be aligned or embedded.</summary>
    FaceUnusable,

    /// <summary>The distance lies in the band between the match threshold and the threshold of the looser rate.</summary>
    NearThreshold,
}
