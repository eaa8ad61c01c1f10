namespace VisionSdk;

/// <summary>Distances whose truth is known.</summary>
internal sealed class CalibrationData
{
    /// <summary>Folds of identities where a gallery is measured.</summary>
    public const int GalleryFolds = 5;

    /// <summary>Distances of pairs of one identity.</summary>
    public List<float> Genuine { get; } = [];

    /// <summary>Distances of pairs of different identities.</summary>
    public List<float> Impostors { get; } = [];

    /// <summary>The pairs that a probability is trained and judged on, with their folds.</summary>
    public List<VerificationPair> Sample { get; } = [];

    /// <summary>Pairs that could not be compared.</summary>
    public long Uncompared { get; private set; }

    /// <summary>Takes labelled distances, and divides them into folds where the caller did not.</summary>
    public static CalibrationData Of(IEnumerable<VerificationPair> pairs)
    {
        var data = new CalibrationData();
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
                (pair.IsSame ? data.Genuine : data.Impostors).Add(pair.Distance);
                data.Sample.Add(pair);
            }
            else
            {
                data.Uncompared++;
            }
        }

        data.Divide();
        return data;
    }

    private void Divide()
    {
        if (
            Math.Min(Genuine.Count, Impostors.Count) >= CrossValidationFolds.StandardCount
            && Sample.TrueForAll(pair => pair.Fold == Sample[0].Fold)
        )
        {
            CrossValidationFolds.Divide(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Sample));
        }
    }

    /// <summary>Compares all references with each other. Pairs of identities of two folds take no part in the probability.</summary>
    public static CalibrationData Of(
        IReadOnlyList<GalleryEntry> references,
        DistanceMetric metric,
        CancellationToken cancellationToken
    )
    {
        var data = new CalibrationData();
        int[] folds =
        [
            .. references.Select(static entry => CrossValidationFolds.OfIdentity(entry.IdentityId, GalleryFolds)),
        ];
        data.Impostors.Capacity = (int)Math.Min(Array.MaxLength, references.Count * (references.Count - 1L) / 2);
        for (var i = 0; i < references.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var j = i + 1; j < references.Count; j++)
            {
                var isSame = references[i].IdentityId == references[j].IdentityId;
                var distance = EmbeddingDistance.Compute(references[i].Values.Span, references[j].Values.Span, metric);
                (isSame ? data.Genuine : data.Impostors).Add(distance);
                if (folds[i] == folds[j])
                {
                    data.Sample.Add(new VerificationPair(distance, isSame, folds[i]));
                }
            }
        }

        return data;
    }
}
