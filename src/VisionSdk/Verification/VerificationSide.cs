namespace VisionSdk;

/// <summary>Which of the two pictures something is about.</summary>
[Flags]
public enum VerificationSide
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The first.</summary>
    First = 1,

    /// <summary>The second.</summary>
    Second = 2,

    /// <summary>Both.</summary>
    Both = First | Second,
}
