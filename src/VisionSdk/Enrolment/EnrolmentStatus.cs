namespace VisionSdk;

/// <summary>What came of an enrolment.</summary>
public enum EnrolmentStatus
{
    /// <summary>No picture could become a reference; nothing was stored. The default value, so that nobody is enrolled by accident.</summary>
    Refused,

    /// <summary>At least one picture has become a reference.</summary>
    Enrolled,

    /// <summary>The identity has every usable picture already; no reference was added.</summary>
    AlreadyEnrolled,
}
