namespace VisionSdk.Storage;

/// <summary>What an enrolment does about an identity that may exist.</summary>
public enum EnrolmentMode
{
    /// <summary>Adds to the identity of the external key or id, and creates it when it does not exist.</summary>
    CreateOrAdd,

    /// <summary>Creates an identity; an external key that is taken is an error.</summary>
    Create,

    /// <summary>Adds to an identity; one that does not exist is an error.</summary>
    Add,
}
