namespace VisionSdk;

/// <summary>Why a version was not activated although it can be loaded.</summary>
public enum ActivationFailure
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>It does something else than its slot is for.</summary>
    WrongTask,

    /// <summary>It is slower than the version that it would replace, by more than is allowed.</summary>
    TooSlow,

    /// <summary>Enrolled identities have no embedding in its space: nobody would recognise them any more.</summary>
    SpaceNotMigrated,

    /// <summary>There is no earlier version to go back to.</summary>
    NothingBefore,
}
