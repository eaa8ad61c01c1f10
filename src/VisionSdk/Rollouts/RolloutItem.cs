namespace VisionSdk;

/// <summary>One line of a list of what was counted.</summary>
/// <param name="Name">What.</param>
/// <param name="Count">How often.</param>
public readonly record struct RolloutItem(string Name, long Count);
