namespace VisionSdk;

/// <summary>Why a picture does not become a reference, and which of these reasons are looked for.</summary>
[Flags]
public enum EnrolmentChecks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Nothing was found in the picture, or not at the caller's box. Always looked for.</summary>
    NoFace = 1,

    /// <summary>There are several faces, so that it is not certain whose is meant. Switched off, the most prominent one is taken.</summary>
    SeveralFaces = 1 << 1,

    /// <summary>The face has too few pixels.</summary>
    TooSmall = 1 << 2,

    /// <summary>The face is blurred.</summary>
    TooBlurred = 1 << 3,

    /// <summary>The face is too dark.</summary>
    TooDark = 1 << 4,

    /// <summary>The face is bleached.</summary>
    TooBright = 1 << 5,

    /// <summary>The head is turned away, raised, lowered or leaning too far.</summary>
    PoseTooFar = 1 << 6,

    /// <summary>What was found cannot be aligned or embedded: it is probably no face. Always looked for.</summary>
    Unusable = 1 << 7,

    /// <summary>The identity has this very picture already.</summary>
    SamePicture = 1 << 8,

    /// <summary>It looks like another identity that is enrolled; <see cref="EnrolledPicture.Resembles"/> tells which.</summary>
    AnotherIdentity = 1 << 9,

    /// <summary>It does not look like the identity's other pictures, or somebody has said that it is not this identity.</summary>
    DoesNotFit = 1 << 10,

    /// <summary>All of them.</summary>
    All =
        NoFace
        | SeveralFaces
        | TooSmall
        | TooBlurred
        | TooDark
        | TooBright
        | PoseTooFar
        | Unusable
        | SamePicture
        | AnotherIdentity
        | DoesNotFit,
}
