namespace VisionSdk.Cli;

/// <summary>Every pair of the pictures below a folder, each of whose folders is an identity.</summary>
internal static class CrossIdentityPairs
{
    /// <summary>Compares all pictures with each other.</summary>
    /// <param name="embeddings">Embeddings by path; the name of a picture's folder is its identity.</param>
    /// <param name="metric">How the model's embeddings are compared.</param>
    /// <param name="dataSet">Name of the data, for messages.</param>
    /// <returns>The pairs.</returns>
    /// <exception cref="InputFileException">All pictures are of one identity.</exception>
    public static VerificationPair[] Of(
        IReadOnlyDictionary<string, Embedding?> embeddings,
        DistanceMetric metric,
        string dataSet
    )
    {
        (string Identity, Embedding Embedding)[] pictures =
        [
            .. embeddings
                .Where(static pair => pair.Value is not null)
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .Select(static pair => (Path.GetDirectoryName(pair.Key)!, pair.Value!)),
        ];
        if (pictures.DistinctBy(static picture => picture.Identity).Count() < 2)
        {
            throw new InputFileException(
                $"'{dataSet}' has no two pictures of different identities. Put each identity's pictures into a folder of its own."
            );
        }

        var pairs = new List<VerificationPair>(pictures.Length * (pictures.Length - 1) / 2);
        for (var i = 0; i < pictures.Length; i++)
        {
            for (var j = i + 1; j < pictures.Length; j++)
            {
                var (first, second) = (pictures[i], pictures[j]);
                pairs.Add(
                    new VerificationPair(
                        first.Embedding.DistanceTo(second.Embedding, metric),
                        first.Identity == second.Identity
                    )
                );
            }
        }

        return [.. pairs];
    }
}
