namespace VisionSdk;

/// <summary>Who is in a picture, in an open set: it may be nobody that is known.</summary>
public enum IdentificationDecision
{
    /// <summary>It cannot be said: the picture gives no usable face; <see cref="IdentificationResult.Reason"/> tells why. The default value.</summary>
    Inconclusive,

    /// <summary>Nobody of the gallery is near enough: a stranger, or a new identity.</summary>
    Unknown,

    /// <summary>The first of <see cref="IdentificationResult.Candidates"/>.</summary>
    Known,
}
