using static VisionSdk.Core.Tests.GalleryData;

namespace VisionSdk.Core.Tests;

public class GalleryIndexConcurrencyTests
{
    private const int Dimension = 32;
    private const int Identities = 400;

    [Theory]
    [InlineData(GalleryPrecision.Full, 1)]
    [InlineData(GalleryPrecision.Quantized, 1)]
    [InlineData(GalleryPrecision.Full, 2)]
    public async Task Searches_never_see_half_a_change_nor_what_had_been_removed(
        GalleryPrecision precision,
        int parallelism
    )
    {
        // Two identities always move together from one place to the other: exactly one pair is enrolled between any two changes.
        using var index = new GalleryIndex(
            Dimension,
            DistanceMetric.Euclidean,
            new GalleryIndexOptions { SegmentRows = 64, MaxParallelism = parallelism }
        );
        var random = new Random(1);
        index.Apply(
            new GalleryChange
            {
                Added = [.. Enumerable.Range(0, Identities).Select(i => Entry(i, i, RandomVector(random, Dimension)))],
            }
        );
        var probe = Enumerable.Repeat(5f, Dimension).ToArray();
        index.Apply(new GalleryChange { Added = Pair(0, probe) });
        var completed = 0;
        using var stop = new CancellationTokenSource();
        var searchers = Enumerable
            .Range(0, 3)
            .Select(_ => Task.Run(Search, TestContext.Current.CancellationToken))
            .ToArray();

        for (var round = 1; round <= 1500; round++)
        {
            index.Apply(
                new GalleryChange
                {
                    RemovedIdentities = [First(round - 1), Second(round - 1)],
                    Added = Pair(round, probe),
                }
            );
            Volatile.Write(ref completed, round);
        }

        await stop.CancelAsync();
        (await Task.WhenAll(searchers)).ShouldAllBe(static searches => searches > 0);
        index.Count.ShouldBe(Identities + 6);

        int Search()
        {
            var searches = 0;
            var options = new GallerySearchOptions
            {
                MaxCandidates = 2,
                MaxDistance = 0.01f,
                Precision = precision,
            };
            do
            {
                var earliest = Volatile.Read(ref completed);
                var found = index.Find(probe, options);
                found.Length.ShouldBe(2);
                found.ShouldAllBe(static candidate => candidate.Distance <= 0.01f);
                var numbers = found.Select(static candidate => Number(candidate.IdentityId)).Order().ToArray();
                numbers[1].ShouldBe(numbers[0] + 1);
                ((numbers[0] - 10_000) / 2).ShouldBeGreaterThanOrEqualTo(earliest);
                searches++;
            } while (!stop.IsCancellationRequested);

            return searches;
        }
    }

    [Fact]
    public async Task Filters_by_id_follow_the_state_that_is_searched()
    {
        // The identity is always enrolled, but its slot changes hands with every change.
        using var index = new GalleryIndex(2, DistanceMetric.Cosine, new GalleryIndexOptions { SegmentRows = 64 });
        index.Apply(new GalleryChange { Added = [Entry(1, 1, 1, 0), Entry(2, 2, 1, 0)] });
        using var stop = new CancellationTokenSource();
        var searcher = Task.Run(Search, TestContext.Current.CancellationToken);

        for (var round = 0; round < 4000; round++)
        {
            index.Apply(
                new GalleryChange { RemovedIdentities = [Id(1), Id(2)], Added = [Entry(2, 2, 1, 0), Entry(1, 1, 1, 0)] }
            );
            index.Apply(
                new GalleryChange { RemovedIdentities = [Id(2), Id(1)], Added = [Entry(1, 1, 1, 0), Entry(2, 2, 1, 0)] }
            );
        }

        await stop.CancelAsync();
        await searcher;

        void Search()
        {
            var only = new GallerySearchOptions { Only = new HashSet<Guid> { Id(1) } };
            var except = new GallerySearchOptions { Except = new HashSet<Guid> { Id(2) } };
            do
            {
                index.Find([1, 0], only).Single().IdentityId.ShouldBe(Id(1));
                index.Find([1, 0], except).Single().IdentityId.ShouldBe(Id(1));
            } while (!stop.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task Disposal_lets_running_searches_end()
    {
        for (var round = 0; round < 30; round++)
        {
            var index = new GalleryIndex(Dimension, DistanceMetric.Cosine);
            var random = new Random(round);
            index.Apply(
                new GalleryChange
                {
                    Added = [.. Enumerable.Range(0, 2000).Select(i => Entry(i, i, RandomVector(random, Dimension)))],
                }
            );
            var probe = index.Current!.Segments[0].Segment.Row(77).ToArray();
            var searcher = Task.Run(
                () =>
                {
                    while (true)
                    {
                        try
                        {
                            index.Find(probe)[0].EmbeddingId.ShouldBe(Id(77));
                        }
                        catch (ObjectDisposedException)
                        {
                            return;
                        }
                    }
                },
                TestContext.Current.CancellationToken
            );

            await Task.Yield();
            index.Dispose();
            await searcher;
        }
    }

    private static Guid First(int round) => Id(10_000 + (2 * round));

    private static Guid Second(int round) => Id(10_001 + (2 * round));

    private static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());

    // Three references each, so that a change spans rows and sometimes segments.
    private static System.Collections.Immutable.ImmutableArray<GalleryEntry> Pair(int round, float[] values) =>
        [
            .. Enumerable
                .Range(0, 6)
                .Select(i => new GalleryEntry(
                    Id(100_000 + (6 * round) + i),
                    i % 2 == 0 ? First(round) : Second(round),
                    values
                )),
        ];
}
