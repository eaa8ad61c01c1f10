using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Accuracy of verification by cross-validation.</summary>
/// <param name="Mean">Mean of the folds' accuracies, in [0, 1]; folds weigh the same, whatever their size.</param>
/// <param name="StandardError">Sample standard deviation of the folds' accuracies over the square root of their number.</param>
/// <param name="Folds">The folds, ascending.</param>
public sealed record VerificationAccuracy(double Mean, double StandardError, ImmutableArray<VerificationFold> Folds);

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Fold">The fold that was left out.</param>
/// <param name="Threshold">The distance chosen on all other folds; at or below it is a match.</param>
/// <param name="Pairs">How many pairs the fold has.</param>
/// <param name="Correct">How many of them are decided correctly.</param>
public readonly record struct VerificationFold(int Fold, double Threshold, int Pairs, int Correct)
{
    /// <summary>Share of the fold's pairs that are decided correctly, in [0, 1].</summary>
    public double Accuracy => Correct / (double)Pairs;
}
