namespace VisionSdk;

/// <summary>How far the scores of both versions lie apart: the two-sample Kolmogorov-Smirnov distance.</summary>
/// <param name="Distance">In [0, 1]; 0 for equal distributions.</param>
/// <param name="Scores">How many scores of each version there are.</param>
/// <param name="Bounds">Between which the true distance lies, whatever the distributions are.</param>
public sealed record RolloutDrift(double Distance, long Scores, ConfidenceInterval Bounds)
{
    internal static RolloutDrift? Create(ScoreHistogram primary, ScoreHistogram candidate, double confidence)
    {
        var bounds = primary.DistanceTo(candidate, confidence, out var distance);
        return primary.Count == 0 ? null : new RolloutDrift(distance, primary.Count, bounds);
    }
}
