namespace VisionSdk;

/// <summary>Which model plays a role.</summary>
/// <param name="Name">The model as it was named.</param>
/// <param name="Key">The version that was activated; <see langword="null"/> for what the options name, which is looked for on first use.</param>
/// <param name="Activation">Number of the activation; 0 for what the options name.</param>
internal sealed record SlotAssignment(ModelName Name, VersionKey? Key = null, long Activation = 0);
