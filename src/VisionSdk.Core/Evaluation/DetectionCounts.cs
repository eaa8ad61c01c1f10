namespace VisionSdk;

/// <summary>What a detector found, invented and missed at one confidence.</summary>
/// <param name="TruePositives">Detections that match an object.</param>
/// <param name="FalsePositives">Detections that match none.</param>
/// <param name="FalseNegatives">Objects that no detection matches.</param>
public readonly record struct DetectionCounts(int TruePositives, int FalsePositives, int FalseNegatives)
{
    /// <summary>Share of detections that are right, in [0, 1]; 1 when there are no detections.</summary>
    public double Precision => Share(TruePositives, FalsePositives);

    /// <summary>Share of objects that are found, in [0, 1]; 1 when there are no objects.</summary>
    public double Recall => Share(TruePositives, FalseNegatives);

    /// <summary>Harmonic mean of precision and recall, in [0, 1]; 1 when there is nothing to find and nothing was found.</summary>
    public double F1 => Share(2 * TruePositives, FalsePositives + FalseNegatives);

    /// <summary>Sums two counts, such as those of two classes.</summary>
    /// <param name="left">One count.</param>
    /// <param name="right">The other.</param>
    public static DetectionCounts operator +(DetectionCounts left, DetectionCounts right) => left.Add(right);

    /// <summary>Sums two counts, such as those of two classes.</summary>
    /// <param name="other">The other count.</param>
    /// <returns>The sum.</returns>
    public DetectionCounts Add(DetectionCounts other) =>
        new(
            TruePositives + other.TruePositives,
            FalsePositives + other.FalsePositives,
            FalseNegatives + other.FalseNegatives
        );

    private static double Share(int part, int rest) => part + rest > 0 ? part / ((double)part + rest) : 1;
}
