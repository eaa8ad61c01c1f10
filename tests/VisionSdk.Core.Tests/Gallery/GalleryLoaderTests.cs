using static VisionSdk.Core.Tests.GalleryData;

namespace VisionSdk.Core.Tests;

public class GalleryLoaderTests
{
    private const int Dimension = 24;

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(20_000)]
    public void Loaded_references_are_found_as_if_they_had_been_applied(int expectedRows)
    {
        using var index = new GalleryIndex(
            Dimension,
            DistanceMetric.Cosine,
            new GalleryIndexOptions { SegmentRows = 4096 }
        );
        index.Apply(new GalleryChange { Added = [Entry(1_000_000, 1, RandomVector(new Random(9), Dimension))] });
        var vectors = Vectors(5000);

        using (var loader = index.BeginLoad(expectedRows))
        {
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i].CopyTo(loader.Add(Id(i), Id(i / 2)));
            }

            index.Count.ShouldBe(1);
            loader.Complete();
        }

        index.Count.ShouldBe(5001);
        index.IdentityCount.ShouldBe(2500);
        index.Apply(
            new GalleryChange { Added = [Entry(1_000_001, 3000, vectors[10])], RemovedEmbeddings = [Id(4999)] }
        );
        index.Find(vectors[10])[1].IdentityId.ShouldBe(Id(3000));
        foreach (var i in (int[])[0, 4095, 4096, 4998])
        {
            index.Find(vectors[i])[0].EmbeddingId.ShouldBe(Id(i));
        }

        index.Contains(Id(4999)).ShouldBeFalse();
    }

    [Fact]
    public async Task Loaders_of_several_threads_are_published_together()
    {
        using var index = new GalleryIndex(
            Dimension,
            DistanceMetric.Cosine,
            new GalleryIndexOptions { SegmentRows = 1024 }
        );
        var vectors = Vectors(5000);
        using var first = index.BeginLoad(0);
        using var second = index.BeginLoad(0);

        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(
            Task.Run(() => Load(first, 0, 2000), token),
            Task.Run(() => Load(second, 2000, 4999), token)
        );
        first.Join(second);
        index.Count.ShouldBe(0);
        Load(first, 4999, 5000);
        first.Complete();

        first.Count.ShouldBe(5000);
        index.Count.ShouldBe(5000);
        index.IdentityCount.ShouldBe(2500);
        for (var i = 0; i < vectors.Length; i += 499)
        {
            index.Find(vectors[i])[0].EmbeddingId.ShouldBe(Id(i));
        }

        Should.Throw<ObjectDisposedException>(() => second.Add(Id(9), Id(9)));

        void Load(GalleryLoader loader, int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                vectors[i].CopyTo(loader.Add(Id(i), Id(i / 2)));
            }
        }
    }

    [Fact]
    public void Loaders_that_name_a_reference_twice_publish_nothing_and_can_be_taken_back()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);
        using (var first = index.BeginLoad(0))
        using (var second = index.BeginLoad(0))
        {
            first.Add(Id(1), Id(1)).Fill(1);
            second.Add(Id(2), Id(2)).Fill(1);
            second.Add(Id(1), Id(1)).Fill(1);
            first.Join(second);

            Should.Throw<ArgumentException>(first.Complete).Message.ShouldContain(Id(1).ToString());
        }

        index.Count.ShouldBe(0);
        index.Contains(Id(2)).ShouldBeFalse();
        index.Apply(new GalleryChange { Added = [Entry(1, 1, 1, 0), Entry(2, 2, 0, 1)] });
        index.Count.ShouldBe(2);
    }

    [Fact]
    public void A_loader_joins_neither_itself_nor_one_of_another_index()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);
        using var other = new GalleryIndex(2, DistanceMetric.Cosine);
        using var loader = index.BeginLoad(0);
        using var foreign = other.BeginLoad(0);

        Should.Throw<ArgumentException>(() => loader.Join(loader));
        Should.Throw<ArgumentException>(() => loader.Join(foreign));
    }

    [Fact]
    public void A_vector_that_cannot_be_stored_is_left_out()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);
        using var loader = index.BeginLoad(3);
        loader.Add(Id(1), Id(1)).Fill(1);
        loader.Add(Id(2), Id(2)).Clear();

        Should
            .Throw<DegenerateEmbeddingException>(() => loader.Add(Id(3), Id(3)))
            .Message.ShouldContain(Id(2).ToString());
        loader.Add(Id(3), Id(3)).Fill(float.NaN);
        Should.Throw<DegenerateEmbeddingException>(loader.Complete);
        loader.Complete();

        index.Find([1, 1]).Single().EmbeddingId.ShouldBe(Id(1));
    }

    [Fact]
    public void A_reference_that_is_enrolled_already_is_rejected_with_the_whole_load()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);
        index.Apply(new GalleryChange { Added = [Entry(1, 1, 1, 0)] });
        using var loader = index.BeginLoad(2);
        loader.Add(Id(2), Id(2)).Fill(1);
        loader.Add(Id(1), Id(2)).Fill(1);

        Should.Throw<ArgumentException>(loader.Complete);

        index.Count.ShouldBe(1);
        index.Contains(Id(2)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_large_load_that_is_refused_leaves_no_row_and_no_identity(int threads)
    {
        using var index = new GalleryIndex(
            Dimension,
            DistanceMetric.Cosine,
            new GalleryIndexOptions { MaxParallelism = threads }
        );
        var vectors = Vectors(5000);
        index.Apply(new GalleryChange { Added = [Entry(4500, 1_000_000, vectors[0])] });
        using (var refused = Load())
        {
            Should.Throw<ArgumentException>(refused.Complete).Message.ShouldContain(Id(4500).ToString());
        }

        index.Count.ShouldBe(1);
        index.IdentityCount.ShouldBe(1);
        index.Contains(Id(0)).ShouldBeFalse();
        index.Find(vectors[10], Only(5)).ShouldBeEmpty();

        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(4500)] });
        using var accepted = Load();
        accepted.Complete();
        index.Count.ShouldBe(5000);
        foreach (var i in (int[])[0, 10, 2047, 4500, 4999])
        {
            var found = index.Find(vectors[i], Only(i / 2)).ShouldHaveSingleItem();
            (found.EmbeddingId, found.IdentityId).ShouldBe((Id(i), Id(i / 2)));
        }

        GalleryLoader Load()
        {
            var loader = index.BeginLoad(0);
            for (var i = 0; i < vectors.Length; i++)
            {
                vectors[i].CopyTo(loader.Add(Id(i), Id(i / 2)));
            }

            return loader;
        }

        static GallerySearchOptions Only(int identity) => new() { Only = new HashSet<Guid> { Id(identity) } };
    }

    [Fact]
    public void A_load_keeps_the_tags_and_references_that_its_identities_have_already()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);
        index.Apply(
            new GalleryChange
            {
                Added = [Entry(1, 1, 1, 0), Entry(2, 2, 0, 1)],
                Identities = [new GalleryIdentity(Id(3), ["staff"])],
            }
        );
        index.Apply(new GalleryChange { RemovedIdentities = [Id(1)] });
        using var loader = index.BeginLoad(0);
        loader.Add(Id(3), Id(3)).Fill(1);
        loader.Add(Id(4), Id(2)).Fill(-1);
        loader.Add(Id(5), Id(4)).Fill(1);
        loader.Complete();

        index.IdentityCount.ShouldBe(3);
        index.Find([1, 1], new GallerySearchOptions { RequiredTags = ["staff"] }).Single().IdentityId.ShouldBe(Id(3));
        index.Find([-1, -1])[0].IdentityId.ShouldBe(Id(2));
        index.Apply(new GalleryChange { RemovedEmbeddings = [Id(2), Id(4)] });
        index.IdentityCount.ShouldBe(2);
    }

    [Fact]
    public void A_loader_that_was_not_completed_leaves_no_trace()
    {
        using var index = new GalleryIndex(2, DistanceMetric.Cosine);
        var loader = index.BeginLoad(2);
        loader.Add(Id(2), Id(2)).Fill(1);
        loader.Dispose();
        loader.Dispose();

        index.Count.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => loader.Add(Id(3), Id(3)));
        Should.Throw<ObjectDisposedException>(loader.Complete);
        Should.Throw<ArgumentOutOfRangeException>(() => index.BeginLoad(-1));
    }

    private static float[][] Vectors(int count)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ => RandomVector(random, Dimension))];
    }
}
