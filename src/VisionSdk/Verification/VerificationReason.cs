namespace VisionSdk;

/// <summary>Why a verification is inconclusive, or what a decision rests on besides the distance.</summary>
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

    /// <summary>The identity has no reference in the space of the model that is in use; enrol it with this model.</summary>
    NoReference,

    /// <summary>
    /// Somebody has said that such a picture does not show the identity: one that was rejected before is nearer than its references. The
    /// decision is <see cref="VerificationDecision.NoMatch"/>.
    /// </summary>
    Rejected,
}
