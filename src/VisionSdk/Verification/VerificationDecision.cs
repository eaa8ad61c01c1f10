namespace VisionSdk;

/// <summary>Whether two pictures show the same person.</summary>
public enum VerificationDecision
{
    /// <summary>It cannot be said; <see cref="VerificationResult.Reason"/> tells why. The default value, so that nothing is a match by accident.</summary>
    Inconclusive,

    /// <summary>The same person, at the false-match rate of <see cref="VerificationResult.Threshold"/>.</summary>
    Match,

    /// <summary>Different people: the distance is above the threshold and above the inconclusive band.</summary>
    NoMatch,
}
