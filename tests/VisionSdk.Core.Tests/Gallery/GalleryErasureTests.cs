using static VisionSdk.Core.Tests.GalleryData;

namespace VisionSdk.Core.Tests;

public unsafe class GalleryErasureTests
{
    private const int Dimension = 20;
    private static readonly GalleryIndexOptions Small = new() { SegmentRows = 128 };

    [Fact]
    public void Removed_values_are_zero_when_Apply_returns()
    {
        using var index = Filled(100);
        var segment = index.Current!.Segments[0].Segment;
        RowIsZero(segment, 7).ShouldBeFalse();

        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(7)], RemovedIdentities = [Id(1009)] });

        RowIsZero(segment, 7).ShouldBeTrue();
        RowIsZero(segment, 9).ShouldBeTrue();
        RowIsZero(segment, 8).ShouldBeFalse();
    }

    [Fact]
    public void Removed_values_stay_while_a_search_that_began_before_is_running()
    {
        using var index = Filled(100);
        var before = index.Current!;
        before.TryHold().ShouldBeTrue();

        index.Apply(new GalleryChange { Added = [Entry(500, 1500, RandomVector(new Random(5), Dimension))] });
        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(7)] });
        var segment = index.Current!.Segments[0].Segment;

        RowIsZero(segment, 7).ShouldBeFalse();
        before.Release();
        RowIsZero(segment, 7).ShouldBeTrue();
        before.TryHold().ShouldBeFalse();
    }

    [Fact]
    public void A_segment_that_is_mostly_dead_is_compacted()
    {
        using var index = Filled(128);
        var probe = index.Current!.Segments[0].Segment.Row(100).ToArray();
        index.Current.Segments[0].Written.ShouldBe(128);

        index.Apply(new GalleryChange { RemovedEmbeddings = [.. Enumerable.Range(0, 80).Select(Id)] });

        index.Current.Segments.Single().Written.ShouldBe(48);
        index.Find(probe)[0].EmbeddingId.ShouldBe(Id(100));
        index.Contains(Id(100)).ShouldBeTrue();
        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(100)] });
        index.Find(probe)[0].EmbeddingId.ShouldNotBe(Id(100));
        index.Count.ShouldBe(47);
    }

    [Fact]
    public void A_removal_and_an_addition_that_needs_room_leave_nothing_behind()
    {
        using var index = new GalleryIndex(Dimension, DistanceMetric.Cosine);
        var random = new Random(2);
        index.Apply(
            new GalleryChange
            {
                Added = [.. Enumerable.Range(0, 256).Select(i => Entry(i, i, RandomVector(random, Dimension)))],
            }
        );
        index.Current!.Segments[0].Segment.Capacity.ShouldBe(256);

        index.Apply(
            new GalleryChange
            {
                RemovedEmbeddings = [Id(3)],
                Added = [Entry(300, 300, RandomVector(random, Dimension))],
            }
        );

        var segment = index.Current.Segments.Single().Segment;
        segment.Capacity.ShouldBe(512);
        RowIsZero(segment, 3).ShouldBeTrue();
        RowIsZero(segment, 256).ShouldBeFalse();
    }

    [Fact]
    public void Churn_does_not_grow_the_memory()
    {
        using var index = new GalleryIndex(Dimension, DistanceMetric.Cosine, Small);
        var random = new Random(3);
        for (var i = 0; i < 3000; i++)
        {
            index.Apply(
                new GalleryChange
                {
                    Added = [Entry(i, i, RandomVector(random, Dimension))],
                    RemovedIdentities = i < 100 ? [] : [Id(i - 100)],
                    Identities = [new GalleryIdentity(Id(i), [$"tag {i}"])],
                }
            );
        }

        index.Count.ShouldBe(100);
        index.Current!.Segments.Sum(static view => view.Segment.Capacity).ShouldBeLessThanOrEqualTo(4 * 128);
        index.Current.Identities.Slots.ShouldBeLessThanOrEqualTo(102);
    }

    private static GalleryIndex Filled(int rows)
    {
        var random = new Random(1);
        var index = new GalleryIndex(Dimension, DistanceMetric.Cosine, Small);
        index.Apply(
            new GalleryChange
            {
                Added = [.. Enumerable.Range(0, rows).Select(i => Entry(i, 1000 + i, RandomVector(random, Dimension)))],
            }
        );
        return index;
    }

    private static bool RowIsZero(GallerySegment segment, int row) =>
        segment.Row(row).ToArray().All(static value => value == 0)
        && new Span<byte>(segment.Codes + (row * 64), 64).ToArray().All(static code => code == 0)
        && segment.Scales[row] == 0
        && segment.SquaredLengths[row] == 0;
}
