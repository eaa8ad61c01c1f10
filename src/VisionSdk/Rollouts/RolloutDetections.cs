namespace VisionSdk;

/// <summary>What both versions detected: the same thing is one label with an intersection over union of at least 0.5.</summary>
/// <param name="Matched">How many detections both made.</param>
/// <param name="Added">How many only the candidate made.</param>
/// <param name="Lost">How many only the present version made.</param>
/// <param name="MeanShift">Mean change of the confidence from the present version to the candidate.</param>
/// <param name="MeanAbsoluteShift">Mean of its absolute value.</param>
public sealed record RolloutDetections(long Matched, long Added, long Lost, double MeanShift, double MeanAbsoluteShift);
