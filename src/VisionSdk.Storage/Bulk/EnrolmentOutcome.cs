namespace VisionSdk.Storage;

/// <summary>What became of one enrolment among many.</summary>
/// <param name="Index">Its place in the sequence that was given, from 0.</param>
/// <param name="Receipt">What was stored; <see langword="null"/> when it was refused.</param>
/// <param name="Failure">Why it was refused: what <see cref="VisionStore.EnrollAsync"/> would have thrown; <see langword="null"/> when it was stored.</param>
public sealed record EnrolmentOutcome(long Index, EnrolmentReceipt? Receipt, Exception? Failure);
