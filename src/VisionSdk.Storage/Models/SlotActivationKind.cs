namespace VisionSdk.Storage;

/// <summary>Why a version plays a role from a moment on.</summary>
public enum SlotActivationKind
{
    /// <summary>It played the role by configuration when the slot's history began.</summary>
    Initial,

    /// <summary>Somebody activated it.</summary>
    Activated,

    /// <summary>The version after it was taken back.</summary>
    RolledBack,
}
