namespace VisionSdk.Storage;

/// <summary>Where a rollout stands.</summary>
public enum RolloutState
{
    /// <summary>It runs; a slot has at most one such rollout.</summary>
    Running,

    /// <summary>The candidate was activated.</summary>
    Promoted,

    /// <summary>Somebody has ended it.</summary>
    Aborted,

    /// <summary>Its rules have ended it.</summary>
    RolledBack,
}
