namespace VisionSdk.Cli;

/// <summary>Gives pairs their folds where the list has none.</summary>
internal static class PairFolds
{
    /// <summary>Keeps the list's own folds, or, when all pairs are of one, divides them into ten.</summary>
    /// <param name="pairs">The pairs in the order of the list.</param>
    /// <returns>The same pairs in the same order.</returns>
    /// <exception cref="InputFileException">There are fewer than ten pairs of either kind to divide.</exception>
    /// <remarks>See <see cref="CrossValidationFolds.Divide"/>.</remarks>
    public static IReadOnlyList<LabelledPair> Assign(IReadOnlyList<LabelledPair> pairs)
    {
        if (pairs.Any(pair => pair.Fold != pairs[0].Fold))
        {
            return pairs;
        }

        var divided = pairs.Select(static pair => new VerificationPair(0, pair.IsSame)).ToArray();
        try
        {
            CrossValidationFolds.Divide(divided);
        }
        catch (ArgumentException exception)
        {
            var same = pairs.Count(static pair => pair.IsSame);
            throw new InputFileException(
                $"The pairs have no folds, and {same} pairs of one identity and {pairs.Count - same} of two cannot be divided into {CrossValidationFolds.StandardCount}. "
                    + $"Give at least {CrossValidationFolds.StandardCount} of each kind, or a fold column with two folds or more.",
                exception
            );
        }

        return [.. pairs.Zip(divided, static (pair, fold) => pair with { Fold = fold.Fold })];
    }
}
