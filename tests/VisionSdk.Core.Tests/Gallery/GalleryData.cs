using System.Collections.Immutable;

namespace VisionSdk.Core.Tests;

/// <summary>Ids and vectors for gallery tests.</summary>
internal static class GalleryData
{
    /// <summary>The same id for the same number; ids are ordered like their numbers.</summary>
    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static GalleryEntry Entry(int embedding, int identity, params float[] values) =>
        new(Id(embedding), Id(identity), values);

    public static float[] RandomVector(Random random, int dimension)
    {
        var values = new float[dimension];
        for (var i = 0; i < dimension; i++)
        {
            values[i] = (float)((random.NextDouble() * 2) - 1);
        }

        return values;
    }

    /// <summary>A search that ends with the test.</summary>
    public static ImmutableArray<GalleryCandidate> Find(
        this GalleryIndex index,
        float[] probe,
        GallerySearchOptions? options = null
    ) => index.Search(probe, options, TestContext.Current.CancellationToken);

    /// <summary>A search for many that ends with the test.</summary>
    public static ImmutableArray<ImmutableArray<GalleryCandidate>> FindMany(
        this GalleryIndex index,
        IReadOnlyList<ReadOnlyMemory<float>> probes,
        GallerySearchOptions? options = null
    ) => index.SearchMany(probes, options, TestContext.Current.CancellationToken);
}
