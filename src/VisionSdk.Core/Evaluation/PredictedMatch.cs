namespace VisionSdk;

/// <summary>A probability that was stated for a pair, and the truth about it.</summary>
/// <param name="Probability">The stated probability that both show one identity, in [0, 1].</param>
/// <param name="IsSame">Whether they do.</param>
public readonly record struct PredictedMatch(double Probability, bool IsSame);
