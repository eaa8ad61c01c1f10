namespace VisionSdk;

/// <summary>What became of one detection at every IoU threshold: bit i belongs to the i-th threshold.</summary>
/// <param name="Confidence">The detection's confidence.</param>
/// <param name="Matched">Thresholds at which it matches an object.</param>
/// <param name="Ignored">Thresholds at which it lies on an ignored object and is not counted.</param>
internal readonly record struct DetectionOutcome(float Confidence, ushort Matched, ushort Ignored);
