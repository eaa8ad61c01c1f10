namespace VisionSdk;

/// <summary>What a detector reaches when detections below a confidence are dropped.</summary>
/// <param name="Confidence">The lowest confidence that is kept.</param>
/// <param name="Counts">What is found, invented and missed.</param>
public readonly record struct PrecisionRecallPoint(float Confidence, DetectionCounts Counts);
