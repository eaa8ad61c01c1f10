using static VisionSdk.Core.Tests.GalleryData;

namespace VisionSdk.Core.Tests;

public class GalleryIndexTests
{
    [Fact]
    public void Search_returns_an_identity_once_with_its_nearest_reference()
    {
        using var index = Index(Entry(1, 10, 1, 0), Entry(2, 10, 1, 1), Entry(3, 20, 0, 1));

        var found = index.Find([1, 0.1f]);

        found
            .Select(static candidate => (candidate.IdentityId, candidate.EmbeddingId))
            .ShouldBe([(Id(10), Id(1)), (Id(20), Id(3))]);
    }

    [Theory]
    [InlineData(GalleryPrecision.Full)]
    [InlineData(GalleryPrecision.Quantized)]
    public void Search_orders_equal_distances_by_id_however_they_were_added(GalleryPrecision precision)
    {
        // Every vector is the same: only ids can decide, also at the edge of the list.
        var entries = Enumerable.Range(0, 500).Select(static i => Entry(i, 1000 + (i % 100), 3, 4)).ToArray();
        new Random(1).Shuffle(entries);
        using var index = Index(entries);

        var found = index.Find([3, 4], new GallerySearchOptions { MaxCandidates = 7, Precision = precision });

        found
            .Select(static candidate => (candidate.IdentityId, candidate.EmbeddingId))
            .ShouldBe(Enumerable.Range(0, 7).Select(static i => (Id(1000 + i), Id(i))));
    }

    [Fact]
    public void Search_of_an_empty_gallery_finds_nothing()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);

        index.Find([1, 0]).ShouldBeEmpty();
        index.FindMany([new float[] { 1, 0 }, new float[] { 0, 1 }]).ShouldAllBe(static found => found.IsEmpty);
        index.FindMany([]).ShouldBeEmpty();
    }

    [Fact]
    public void Search_includes_a_candidate_at_the_largest_distance()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Euclidean);
        index.Apply(new GalleryChange { Added = [Entry(1, 1, 3, 4), Entry(2, 2, 6, 8)] });

        index.Find([0, 0], new GallerySearchOptions { MaxDistance = 5 }).Single().Distance.ShouldBe(5);
        index.Find([3, 4], new GallerySearchOptions { MaxDistance = 0 }).Single().IdentityId.ShouldBe(Id(1));
    }

    [Fact]
    public void Apply_replaces_a_reference_that_is_removed_and_added_at_once()
    {
        using var index = Index(Entry(1, 10, 1, 0), Entry(2, 20, 0, 1));

        index.Apply(
            new GalleryChange
            {
                RemovedIdentities = [Id(10)],
                RemovedEmbeddings = [Id(2)],
                Added = [Entry(1, 30, 1, 0), Entry(2, 20, 1, 1)],
            }
        );

        index.Find([1, 0]).Select(static candidate => candidate.IdentityId).ShouldBe([Id(30), Id(20)]);
        index.Count.ShouldBe(2);
        index.IdentityCount.ShouldBe(2);
    }

    [Fact]
    public void Apply_keeps_the_tags_of_an_identity_without_references()
    {
        using var index = Index(Entry(1, 10, 1, 0));
        index.Apply(new GalleryChange { Identities = [new GalleryIdentity(Id(10), ["staff", "night"])] });
        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(1)] });
        index.Apply(new GalleryChange { Added = [Entry(2, 10, 0, 1), Entry(3, 20, 0, 1)] });

        var staff = new GallerySearchOptions { RequiredTags = ["night", "staff"] };
        index.Find([0, 1], staff).Single().IdentityId.ShouldBe(Id(10));
        index.Find([0, 1], new GallerySearchOptions { RequiredTags = ["Staff"] }).ShouldBeEmpty();

        index.Apply(new GalleryChange { RemovedIdentities = [Id(10)] });
        index.Apply(new GalleryChange { Added = [Entry(4, 10, 0, 1)] });
        index.Find([0, 1], staff).ShouldBeEmpty();
    }

    [Fact]
    public void Apply_passes_over_what_is_not_enrolled()
    {
        using var index = Index(Entry(1, 10, 1, 0));

        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(9), default], RemovedIdentities = [Id(9)] });
        index.Apply(
            new GalleryChange
            {
                Added = default,
                Identities = default,
                RemovedEmbeddings = default,
                RemovedIdentities = default,
            }
        );

        index.Count.ShouldBe(1);
    }

    [Fact]
    public void Apply_that_throws_changes_nothing()
    {
        using var index = Index(Entry(1, 10, 1, 0));
        var remove = new GalleryChange
        {
            RemovedIdentities = [Id(10)],
            Identities = [new GalleryIdentity(Id(11), ["staff"])],
        };

        Should
            .Throw<ArgumentException>(() => index.Apply(remove with { Added = [Entry(2, 20, 1, 2, 3)] }))
            .Message.ShouldContain("3 values; the vectors of this index have 2");
        Should.Throw<ArgumentException>(() =>
            index.Apply(remove with { Added = [Entry(2, 2, 1, 0), Entry(2, 3, 1, 0)] })
        );
        Should.Throw<ArgumentException>(() => index.Apply(new GalleryChange { Added = [Entry(1, 20, 1, 0)] }));
        Should.Throw<DegenerateEmbeddingException>(() => index.Apply(remove with { Added = [Entry(2, 20, 0, 0)] }));
        Should.Throw<DegenerateEmbeddingException>(() =>
            index.Apply(remove with { Added = [Entry(2, 20, float.NaN, 0)] })
        );

        index.Find([1, 0]).Single().EmbeddingId.ShouldBe(Id(1));
    }

    [Fact]
    public void Vectors_of_any_finite_length_are_compared_by_direction()
    {
        using var index = Index(Entry(1, 10, 1e-25f, 0), Entry(2, 20, 0, 1e25f));

        var found = index.Find([1e-25f, 1e-26f]);

        found[0].IdentityId.ShouldBe(Id(10));
        found[0].Distance.ShouldBe(1 - (1 / MathF.Sqrt(1.01f)), 1e-6f);
    }

    [Fact]
    public void A_zero_vector_has_Euclidean_distances_and_an_infinite_one_has_not()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Euclidean);
        index.Apply(new GalleryChange { Added = [Entry(1, 1, 0, 0)] });

        index.Find([3, 4]).Single().Distance.ShouldBe(5);
        Should.Throw<DegenerateEmbeddingException>(() => index.Find([1e30f, 0]));
        Should.Throw<DegenerateEmbeddingException>(() =>
            index.Apply(new GalleryChange { Added = [Entry(2, 2, 0, float.PositiveInfinity)] })
        );
    }

    [Fact]
    public void Search_rejects_what_makes_no_sense()
    {
        using var index = Index(Entry(1, 10, 1, 0));
        using var exactOnly = new GalleryIndex(
            2,
            DistanceMetric.Cosine,
            new GalleryIndexOptions { IsQuantized = false }
        );

        Should.Throw<ArgumentException>(() => index.Find([1, 2, 3]));
        Should.Throw<DegenerateEmbeddingException>(() => index.Find([0, 0]));
        foreach (
            var options in (GallerySearchOptions[])
                [
                    new() { MaxCandidates = 0 },
                    new() { RerankFactor = 0 },
                    new() { MaxDistance = float.NaN },
                    new() { MaxDistance = -1 },
                    new() { Precision = (GalleryPrecision)9 },
                ]
        )
        {
            Should.Throw<ArgumentOutOfRangeException>(() => index.Find([1, 0], options));
        }

        Should.Throw<InvalidOperationException>(() =>
            exactOnly.Find([1, 0], new GallerySearchOptions { Precision = GalleryPrecision.Quantized })
        );
        Should.Throw<OperationCanceledException>(() =>
            index.Search([1, 0], cancellationToken: new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void An_index_cannot_be_made_with_values_out_of_range()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new GalleryIndex(0, DistanceMetric.Cosine));
        Should.Throw<ArgumentOutOfRangeException>(static () => new GalleryIndex(65_537, DistanceMetric.Cosine));
        Should.Throw<ArgumentOutOfRangeException>(static () => new GalleryIndex(2, (DistanceMetric)9));
        foreach (var rows in (int[])[0, 63, 100, 131_072])
        {
            Should.Throw<ArgumentOutOfRangeException>(() =>
                new GalleryIndex(2, DistanceMetric.Cosine, new GalleryIndexOptions { SegmentRows = rows })
            );
        }

        Should.Throw<ArgumentOutOfRangeException>(static () =>
            new GalleryIndex(2, DistanceMetric.Cosine, new GalleryIndexOptions { MaxParallelism = 0 })
        );
    }

    [Fact]
    public void A_disposed_index_is_empty_and_refuses_work()
    {
        var index = Index(Entry(1, 10, 1, 0));
        index.Dispose();
        index.Dispose();

        index.Count.ShouldBe(0);
        index.IdentityCount.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => index.Find([1, 0]));
        Should.Throw<ObjectDisposedException>(() => index.Apply(new GalleryChange()));
        Should.Throw<ObjectDisposedException>(() => index.Contains(Id(1)));
        Should.Throw<ObjectDisposedException>(() => index.BeginLoad(1));
    }

    private static GalleryIndex Index(params GalleryEntry[] entries)
    {
        var index = new GalleryIndex(2, DistanceMetric.Cosine, new GalleryIndexOptions { SegmentRows = 64 });
        index.Apply(new GalleryChange { Added = [.. entries] });
        return index;
    }
}
