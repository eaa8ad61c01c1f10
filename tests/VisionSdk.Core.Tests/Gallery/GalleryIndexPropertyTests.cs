using CsCheck;

namespace VisionSdk.Core.Tests;

public class GalleryIndexPropertyTests
{
    private const int Dimension = 19;

    // Unit vectors, and lengths up to 4, in single precision.
    private const float Tolerance = 2e-5f;

    private static readonly Gen<Guid> EmbeddingId = Gen.Int[0, 300].Select(GalleryData.Id);
    private static readonly Gen<Guid> IdentityId = Gen.Int[0, 40]
        .Select(static number => GalleryData.Id(number + 1000));

    private static readonly Gen<float[]> Vector = Gen.Float[-1, 1]
        .Array[Dimension]
        .Where(static values => values.Any(static value => Math.Abs(value) > 0.1));

    private static readonly Gen<string[]> Tags = Gen.Int[0, 2]
        .Select(static number => number == 0 ? "staff" : $"floor {number}")
        .Array[0, 3];

    private static readonly Gen<GalleryChange> Change = Gen.Select(
        Gen.Select(
            EmbeddingId,
            IdentityId,
            Vector,
            static (id, identity, values) => new GalleryEntry(id, identity, values)
        ).Array[0, 60],
        EmbeddingId.Array[0, 30],
        IdentityId.Array[0, 4],
        Gen.Select(IdentityId, Tags, static (id, tags) => new GalleryIdentity(id, [.. tags])).Array[0, 10],
        static (added, removed, removedIdentities, identities) =>
            new GalleryChange
            {
                Added = [.. added.DistinctBy(static entry => entry.EmbeddingId)],
                RemovedEmbeddings = [.. removed],
                RemovedIdentities = [.. removedIdentities],
                Identities = [.. identities],
            }
    );

    private static readonly Gen<GallerySearchOptions> Options = Gen.Select(
        Gen.Int[1, 50],
        Gen.Int[0, 3],
        IdentityId.HashSet[0, 30],
        IdentityId.HashSet[0, 30],
        Tags,
        Gen.Float[0.2f, 1.5f],
        static (count, kind, only, except, tags, limit) =>
            new GallerySearchOptions
            {
                MaxCandidates = count,
                Only = kind == 1 ? only : null,
                Except = kind == 2 ? except : null,
                RequiredTags = kind == 3 ? [.. tags] : [],
                MaxDistance = limit < 1 ? limit : null,
            }
    );

    [Theory]
    [InlineData(DistanceMetric.Cosine, GalleryPrecision.Full, 1)]
    [InlineData(DistanceMetric.Euclidean, GalleryPrecision.Full, 1)]
    [InlineData(DistanceMetric.Cosine, GalleryPrecision.Quantized, 1)]
    [InlineData(DistanceMetric.Euclidean, GalleryPrecision.Quantized, 1)]
    [InlineData(DistanceMetric.Cosine, GalleryPrecision.Full, 2)]
    [InlineData(DistanceMetric.Euclidean, GalleryPrecision.Quantized, 2)]
    public void Search_finds_what_a_plain_loop_finds_after_any_changes(
        DistanceMetric metric,
        GalleryPrecision precision,
        int maxParallelism
    )
    {
        // 41 identities, so that reranking 4 for each candidate, and never fewer than 32, measures those that matter.
        Gen.Select(Change.Array[1, 12], Vector, Options)
            .Sample(
                (changes, probe, options) =>
                {
                    using var index = new GalleryIndex(
                        Dimension,
                        metric,
                        new GalleryIndexOptions { SegmentRows = 64, MaxParallelism = maxParallelism }
                    );
                    var plain = new PlainGallery(metric);
                    foreach (var change in changes)
                    {
                        Apply(index, plain, change);
                        index.Count.ShouldBe(plain.Count);
                        index.IdentityCount.ShouldBe(plain.IdentityCount);
                    }

                    plain.EmbeddingIds.ShouldAllBe(id => index.Contains(id));
                    index.CountCompared(options).ShouldBe(plain.CountCompared(options));
                    var found = index.Find(probe, options with { Precision = precision });
                    ShouldMatch(found, plain, probe, options);
                    index
                        .FindMany([probe, probe], options with { Precision = precision })
                        .ShouldAllBe(many => many.SequenceEqual(found));
                },
                iter: 60
            );
    }

    private static void Apply(GalleryIndex index, PlainGallery plain, GalleryChange change)
    {
        // An embedding that is enrolled and not among the removed is replaced.
        change = change with
        {
            RemovedEmbeddings =
            [
                .. change.RemovedEmbeddings,
                .. change.Added.Select(static entry => entry.EmbeddingId),
            ],
        };
        index.Apply(change);
        plain.Apply(change);
    }

    private static void ShouldMatch(
        IReadOnlyList<GalleryCandidate> found,
        PlainGallery plain,
        float[] probe,
        GallerySearchOptions options
    )
    {
        // A distance within rounding of the limit may fall on either side of it.
        var atMost = plain.Search(probe, options with { MaxDistance = options.MaxDistance + Tolerance });
        var atLeast = plain.Search(probe, options with { MaxDistance = options.MaxDistance - Tolerance });
        found.Count.ShouldBeInRange(atLeast.Count, atMost.Count);
        for (var i = 0; i < found.Count; i++)
        {
            found[i].Distance.ShouldBe(atMost[i].Distance, Tolerance);
            plain.Owner(found[i].EmbeddingId).ShouldBe(found[i].IdentityId);
            plain.Distance(found[i].EmbeddingId, probe).ShouldBe(found[i].Distance, Tolerance);
        }

        found.Select(static candidate => candidate.IdentityId).ShouldBeUnique();
        found
            .OrderBy(static candidate => candidate.Distance)
            .ThenBy(static candidate => candidate.IdentityId)
            .ShouldBe(found);
    }
}
