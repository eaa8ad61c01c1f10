namespace VisionSdk;

/// <summary>A range that contains the true proportion with at least the stated confidence.</summary>
/// <param name="Lower">Lower end, in [0, 1].</param>
/// <param name="Upper">Upper end, in [0, 1].</param>
/// <param name="Confidence">The confidence, in (0, 1), such as 0.95.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper, double Confidence);
