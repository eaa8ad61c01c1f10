namespace VisionSdk.Storage;

/// <summary>A counter of a rollout, or what is added to it.</summary>
/// <param name="Operation">What was asked for, such as <c>verify</c>; at most 32 characters.</param>
/// <param name="Name">What is counted; at most 160 characters.</param>
/// <param name="Value">How often.</param>
public readonly record struct RolloutCount(string Operation, string Name, long Value);
