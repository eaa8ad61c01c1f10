namespace VisionSdk.Cli;

/// <summary>Gives pairs their folds where the list has none.</summary>
internal static class CrossValidationFolds
{
    /// <summary>Folds of the "Labeled Faces in the Wild" protocol.</summary>
    public const int Count = 10;

    /// <summary>Keeps the list's own folds, or, when all pairs are of one, divides them into ten.</summary>
    /// <param name="pairs">The pairs in the order of the list.</param>
    /// <returns>The same pairs in the same order.</returns>
    /// <exception cref="InputFileException">There are fewer than ten pairs of either kind to divide.</exception>
    /// <remarks>
    /// The pairs of one identity and those of two are each cut into ten runs of the list's order, so that every fold holds both kinds in
    /// the same proportion and, since lists are sorted by name, a person's pairs mostly stay in one fold.
    /// </remarks>
    public static IReadOnlyList<LabelledPair> Assign(IReadOnlyList<LabelledPair> pairs)
    {
        if (pairs.Any(pair => pair.Fold != pairs[0].Fold))
        {
            return pairs;
        }

        var same = pairs.Count(static pair => pair.IsSame);
        var different = pairs.Count - same;
        if (same < Count || different < Count)
        {
            throw new InputFileException(
                $"The pairs have no folds, and {same} pairs of one identity and {different} of two cannot be divided into {Count}. "
                    + $"Give at least {Count} of each kind, or a fold column with two folds or more."
            );
        }

        var assigned = new List<LabelledPair>(pairs.Count);
        var (sameSeen, differentSeen) = (0, 0);
        foreach (var pair in pairs)
        {
            var fold = pair.IsSame ? sameSeen++ * Count / same : differentSeen++ * Count / different;
            assigned.Add(pair with { Fold = fold });
        }

        return assigned;
    }
}
