namespace VisionSdk.ML;

/// <summary>Trains the probability that a pair shows one identity, from distances whose truth is known, and judges it on pairs that it has not seen.</summary>
/// <remarks>
/// <para>
/// A logistic regression of one feature, trained by ML.NET's <c>LbfgsLogisticRegression</c>. Pairs are weighted so that both kinds together
/// make the prior that is asked for: the imbalance of the data (a gallery has thousands of impostor pairs for each genuine one) has no
/// influence on what a probability means.
/// </para>
/// <para>
/// Targets are those of Platt, "Probabilistic Outputs for Support Vector Machines", 1999: (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2) in place of 1 and
/// 0. So a model of n pairs never claims more certainty than n pairs can show, and data that separates perfectly still has a finite slope.
/// </para>
/// </remarks>
public static class MatchProbabilityTraining
{
    /// <summary>Fewest pairs of either kind that a probability is trained on.</summary>
    public const int MinPairs = 50;

    /// <summary>Most pairs of either kind that are used; of more, evenly spaced ones are taken.</summary>
    public const int MaxPairs = 100_000;

    /// <summary>Trains and judges.</summary>
    /// <param name="pairs">
    /// Pairs with their folds; no pair, and for galleries no identity, is in two. A pair without a distance (+∞) is left out. Pairs of fold
    /// <see cref="CrossValidationFolds.None"/> take part only in the final training.
    /// </param>
    /// <param name="prior">Share of pairs of one identity that the probability is for, in (0, 1).</param>
    /// <param name="cancellationToken">Stops between two trainings.</param>
    /// <returns>The model and its reliability, or the reason why there is none.</returns>
    /// <exception cref="ArgumentException">A distance is NaN or negative infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prior"/> is outside (0, 1).</exception>
    /// <remarks>Single-threaded and without randomness: the same pairs give the same model.</remarks>
    public static MatchProbabilityFit Fit(
        ReadOnlySpan<VerificationPair> pairs,
        double prior = 0.5,
        CancellationToken cancellationToken = default
    )
    {
        if (!(prior is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "A prior is between 0 and 1.");
        }

        var (genuine, impostors) = Split(pairs);
        var smaller = Math.Min(genuine.Count, impostors.Count);
        if (smaller < MinPairs)
        {
            return Refuse(
                $"A match probability needs at least {MinPairs} pairs of one identity and {MinPairs} of two; there are {genuine.Count} and {impostors.Count}. Add pictures."
            );
        }

        VerificationPair[] used = [.. Thin(genuine), .. Thin(impostors)];
        int[] folds =
        [
            .. used.GroupBy(static pair => pair.Fold)
                .Where(static fold =>
                    fold.Key != CrossValidationFolds.None
                    && fold.Any(static pair => pair.IsSame)
                    && fold.Any(static pair => !pair.IsSame)
                )
                .Select(static fold => fold.Key)
                .Order(),
        ];
        if (folds.Length < 2)
        {
            return Refuse(
                $"A match probability is judged on pairs that it was not trained on, which needs two folds with both kinds of pairs; there are {folds.Length}. Add identities with several pictures, or give the pairs folds."
            );
        }

        var judged = new List<PredictedMatch>(used.Length);
        foreach (var fold in folds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            VerificationPair[] others =
            [
                .. used.Where(pair => pair.Fold != fold && pair.Fold != CrossValidationFolds.None),
            ];
            if (LogisticTrainer.Train(others, prior) is not { } model)
            {
                return NotFalling();
            }

            judged.AddRange(
                used.Where(pair => pair.Fold == fold)
                    .Select(pair => new PredictedMatch(model.At(pair.Distance), pair.IsSame))
            );
        }

        cancellationToken.ThrowIfCancellationRequested();
        return LogisticTrainer.Train(used, prior) is { } final
            ? new MatchProbabilityFit { Model = final, Reliability = Reliability.Measure([.. judged], prior) }
            : NotFalling();
    }

    private static MatchProbabilityFit Refuse(string reason) => new() { Refusal = reason };

    private static MatchProbabilityFit NotFalling() =>
        Refuse(
            "The distances do not tell pairs of one identity from pairs of two: nearer pairs are not more often the same. Look for wrong labels, or for a model that does not fit the pictures."
        );

    private static (List<VerificationPair> Genuine, List<VerificationPair> Impostors) Split(
        ReadOnlySpan<VerificationPair> pairs
    )
    {
        var genuine = new List<VerificationPair>();
        var impostors = new List<VerificationPair>();
        foreach (var pair in pairs)
        {
            if (float.IsNaN(pair.Distance) || float.IsNegativeInfinity(pair.Distance))
            {
                throw new ArgumentException(
                    $"A distance is {pair.Distance}; give +∞ for a pair that could not be compared.",
                    nameof(pairs)
                );
            }

            if (float.IsFinite(pair.Distance))
            {
                (pair.IsSame ? genuine : impostors).Add(pair);
            }
        }

        return (genuine, impostors);
    }

    private static IEnumerable<VerificationPair> Thin(List<VerificationPair> pairs) =>
        pairs.Count <= MaxPairs
            ? pairs
            : Enumerable.Range(0, MaxPairs).Select(i => pairs[(int)((long)i * pairs.Count / MaxPairs)]);
}
