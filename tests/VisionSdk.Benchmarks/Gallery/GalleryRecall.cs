namespace VisionSdk.Benchmarks;

/// <summary>How many of the ten nearest faces a quantized search finds.</summary>
internal static class GalleryRecall
{
    private const int Nearest = 10;
    private const int Probes = 500;

    public static async Task RunAsync(int rows)
    {
        var vectors = await FaceVectors.LoadAsync();
        var real = vectors.Length / FaceVectors.Dimension;
        foreach (var metric in (DistanceMetric[])[DistanceMetric.Cosine, DistanceMetric.Euclidean])
        {
            foreach (var count in (int[])[real, rows])
            {
                Measure(vectors, metric, count);
            }
        }
    }

    private static void Measure(float[] vectors, DistanceMetric metric, int count)
    {
        using var index = new GalleryIndex(FaceVectors.Dimension, metric);
        using (var loader = index.BeginLoad(count))
        {
            for (var row = 0; row < count; row++)
            {
                var id = new Guid(row, 0, 0, new byte[8]);
                FaceVectors.Write(vectors, row, loader.Add(id, id));
            }

            loader.Complete();
        }

        foreach (var factor in (int[])[1, 2, 4, 8])
        {
            var exact = new GallerySearchOptions { MaxCandidates = Nearest };
            var codes = exact with { Precision = GalleryPrecision.Quantized, RerankFactor = factor };
            var real = vectors.Length / FaceVectors.Dimension;
            var found = 0;
            for (var i = 0; i < Probes; i++)
            {
                var probe = vectors.AsSpan(i * real / Probes * FaceVectors.Dimension, FaceVectors.Dimension);
                var truth = index.Search(probe, exact).Select(static candidate => candidate.IdentityId).ToHashSet();
                found += index.Search(probe, codes).Count(candidate => truth.Contains(candidate.IdentityId));
            }

            Console.WriteLine(
                $"{metric}, {count} rows, {Probes} probes, rerank factor {factor}: recall@{Nearest} {found / (double)(Nearest * Probes):0.00000}"
            );
        }
    }
}
