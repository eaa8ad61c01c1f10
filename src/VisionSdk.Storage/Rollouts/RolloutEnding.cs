namespace VisionSdk.Storage;

/// <summary>How a rollout ends.</summary>
/// <param name="State">Anything but <see cref="RolloutState.Running"/>.</param>
/// <param name="Actor">Who ends it, at most 128 characters.</param>
/// <param name="Reason">Why.</param>
public sealed record RolloutEnding(RolloutState State, string Actor, string? Reason = null);
