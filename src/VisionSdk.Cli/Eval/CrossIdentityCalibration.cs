namespace VisionSdk.Cli;

/// <summary>Thresholds per false-match rate, measured on every pair of pictures of different identities.</summary>
internal static class CrossIdentityCalibration
{
    /// <summary>The rates that a manifest carries, rising as its rules ask: five in each decade, so that a gallery of any size finds one that is hardly stricter than it needs.</summary>
    public static readonly double[] Rates =
    [
        .. (double[])[1e-5, 2e-5, 3e-5, 5e-5, 7e-5],
        .. (double[])[1e-4, 2e-4, 3e-4, 5e-4, 7e-4],
        .. (double[])[1e-3, 2e-3, 3e-3, 5e-3, 7e-3],
        1e-2,
    ];

    /// <summary>Compares all pictures with each other.</summary>
    /// <param name="embeddings">Embeddings by path; the name of a picture's folder is its identity.</param>
    /// <param name="metric">How the model's embeddings are compared.</param>
    /// <param name="dataSet">Name of the data, for the record.</param>
    /// <exception cref="InputFileException">All pictures are of one identity.</exception>
    public static CalibrationResult Measure(
        IReadOnlyDictionary<string, Embedding?> embeddings,
        DistanceMetric metric,
        string dataSet
    )
    {
        (string? Identity, Embedding Embedding)[] pictures =
        [
            .. embeddings
                .Where(static pair => pair.Value is not null)
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(static pair => (Path.GetDirectoryName(pair.Key), pair.Value!)),
        ];
        var genuine = new List<float>();
        var impostors = new List<float>(pictures.Length * pictures.Length / 2);
        for (var i = 0; i < pictures.Length; i++)
        {
            for (var j = i + 1; j < pictures.Length; j++)
            {
                var isSame = pictures[i].Identity == pictures[j].Identity;
                var distance = pictures[i].Embedding.DistanceTo(pictures[j].Embedding, metric);
                (isSame ? genuine : impostors).Add(distance);
            }
        }

        return impostors.Count > 0
            ? ThresholdCalibration.Select([.. impostors], [.. genuine], Rates, dataSet)
            : throw new InputFileException(
                $"'{dataSet}' has no two pictures of different identities. Put each identity's pictures into a folder of its own."
            );
    }
}
