namespace VisionSdk;

/// <summary>The part that a result has in a rollout.</summary>
/// <param name="RolloutId">Number of the rollout.</param>
/// <param name="Arm">Who answered.</param>
/// <param name="CandidateFailure">Why the candidate did not, as a type of exception or a reason in words; <see langword="null"/> unless it should have.</param>
public sealed record RolloutPart(long RolloutId, RolloutArm Arm, string? CandidateFailure = null);
