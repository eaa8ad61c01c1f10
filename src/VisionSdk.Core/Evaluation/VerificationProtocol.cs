namespace VisionSdk;

/// <summary>Verification accuracy as "Labeled Faces in the Wild" measures it: the threshold is never chosen on the pairs that it is judged by.</summary>
/// <remarks>
/// Huang et al., "Labeled Faces in the Wild", UMass Amherst TR 07-49, 2007: for each fold the threshold with the highest accuracy on
/// all other folds is applied to it; reported are the mean of the folds' accuracies and its standard error.
/// </remarks>
public static class VerificationProtocol
{
    /// <summary>Evaluates pairs by leaving out one fold after another.</summary>
    /// <param name="pairs">Pairs of at least two folds.</param>
    /// <returns>The accuracy. It does not depend on the order of the pairs.</returns>
    /// <exception cref="ArgumentException">There are fewer than two folds, or a distance is NaN or negative infinity.</exception>
    /// <remarks>
    /// Candidate thresholds lie in the middle between neighbouring distances of the other folds; of equally accurate ones the lowest
    /// is taken, which makes the fewest false matches. O(n log n + n·folds).
    /// </remarks>
    public static VerificationAccuracy Evaluate(ReadOnlySpan<VerificationPair> pairs)
    {
        var sorted = pairs.ToArray();
        Array.Sort(sorted, static (first, second) => first.Distance.CompareTo(second.Distance));

        // NaN sorts first.
        if (sorted.Length > 0 && !(sorted[0].Distance > float.NegativeInfinity))
        {
            throw new ArgumentException(
                $"A distance is {sorted[0].Distance}; give +∞ for a pair that could not be compared.",
                nameof(pairs)
            );
        }

        int[] folds = [.. sorted.Select(static pair => pair.Fold).Distinct().Order()];
        if (folds.Length < 2)
        {
            throw new ArgumentException(
                $"Cross-validation needs at least two folds; the {pairs.Length} pairs have {folds.Length}.",
                nameof(pairs)
            );
        }

        VerificationFold[] results = [.. folds.Select(fold => Judge(sorted, fold, ChooseThreshold(sorted, fold)))];
        var mean = results.Average(static fold => fold.Accuracy);
        var variance = results.Sum(fold => Math.Pow(fold.Accuracy - mean, 2)) / (results.Length - 1);
        return new VerificationAccuracy(mean, Math.Sqrt(variance / results.Length), [.. results]);
    }

    private static VerificationFold Judge(VerificationPair[] sorted, int fold, double threshold)
    {
        var count = 0;
        var correct = 0;
        foreach (var pair in sorted)
        {
            if (pair.Fold == fold)
            {
                count++;
                correct += (pair.Distance <= threshold) == pair.IsSame ? 1 : 0;
            }
        }

        return new VerificationFold(fold, threshold, count, correct);
    }

    /// <summary>Walks up the distances of the other folds: a genuine pair that starts to match is a gain, an impostor pair a loss.</summary>
    private static double ChooseThreshold(VerificationPair[] sorted, int leftOut)
    {
        var first = Next(sorted, -1, leftOut);
        var best = (double)MathF.BitDecrement(sorted[first].Distance);
        var gain = 0;
        var bestGain = 0;
        for (var index = first; index < sorted.Length; )
        {
            var following = Next(sorted, index, leftOut);
            gain += sorted[index].IsSame ? 1 : -1;
            var distance = sorted[index].Distance;

            // Pairs of equal distance are decided together, and no finite threshold reaches infinity.
            var isBoundary = following == sorted.Length || sorted[following].Distance > distance;
            if (isBoundary && gain > bestGain && float.IsFinite(distance))
            {
                bestGain = gain;
                best =
                    following < sorted.Length && float.IsFinite(sorted[following].Distance)
                        ? ((double)distance + sorted[following].Distance) / 2
                        : distance;
            }

            index = following;
        }

        return best;
    }

    private static int Next(VerificationPair[] sorted, int index, int leftOut)
    {
        do
        {
            index++;
        } while (index < sorted.Length && sorted[index].Fold == leftOut);
        return index;
    }
}
