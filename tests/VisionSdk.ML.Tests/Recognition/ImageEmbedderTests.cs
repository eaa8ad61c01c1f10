namespace VisionSdk.ML.Tests;

public sealed class ImageEmbedderTests : IDisposable
{
    private readonly ImageDecoder _decoder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _decoder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_vector_has_unit_length_where_the_manifest_says_so(bool unitLength)
    {
        using var tiny = Embedder(FaceAligner.None, unitLength);
        using var engine = tiny.Load();
        using var image = TinyGraphs.Plain(_decoder, 16, 16, 20, 30, 60);
        var embedder = new ImageEmbedder(engine);

        var embedding = embedder.Embed(image, cancellationToken: Token);

        // The means of the channels; their length is 70.
        float[] expected = unitLength ? [2 / 7f, 3 / 7f, 6 / 7f] : [20, 30, 60];
        for (var i = 0; i < 3; i++)
        {
            embedding.Values[i].ShouldBe(expected[i], 1e-4f);
        }

        embedding.Space.ShouldBe(embedder.Space);
        embedder.IsAligned.ShouldBeFalse();
    }

    [Fact]
    public void A_box_or_a_chip_is_looked_at_alone()
    {
        using var image = Halves();
        using var whole = Embedder(FaceAligner.None);
        using var wholeEngine = whole.Load();
        using var aligned = Embedder(FaceAligner.ArcFace5);
        using var alignedEngine = aligned.Load();
        // A chip pixel is half a pixel of the picture: the chip shows 8x8 from (20, 4) on.
        var chip = new SimilarityTransform(0.5f, 0, 20, 4);

        var box = new ImageEmbedder(wholeEngine).Embed(image, new BoundingBox(0, 0, 16, 16), Token);
        var face = new ImageEmbedder(alignedEngine).Embed(image, chip, Token);

        box.Values.ShouldBe([1, 0, 0]);
        face.Values.ShouldBe([0, 0, 1]);
        new ImageEmbedder(alignedEngine).IsAligned.ShouldBeTrue();
        ImageEmbedder.ScaleFor(chip).ShouldBe(1);
        ImageEmbedder.ScaleFor(new SimilarityTransform(4, 0, 0, 0)).ShouldBe(0.25f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Many_boxes_or_chips_give_what_each_gives_alone(int maxBatch)
    {
        var options = new EngineOptions { MaxBatch = maxBatch };
        using var image = _decoder.Decode(TestPictures.SmoothSource(80, 60));
        using var whole = Embedder(FaceAligner.None);
        using var wholeEngine = whole.Load(options);
        using var aligned = Embedder(FaceAligner.ArcFace5);
        using var alignedEngine = aligned.Load(options);
        var boxes = Enumerable.Range(0, 5).Select(static i => new BoundingBox(10 * i, 5 * i, 20, 15 + i)).ToArray();
        var chips = boxes.Select(static box => new SimilarityTransform(1, 0.2f, box.X, box.Y)).ToArray();
        var byBox = new ImageEmbedder(wholeEngine);
        var byChip = new ImageEmbedder(alignedEngine);

        var ofBoxes = byBox.EmbedMany(image, boxes, Token);
        var ofChips = byChip.EmbedMany(image, chips, Token);

        for (var i = 0; i < boxes.Length; i++)
        {
            ofBoxes[i]
                .DistanceTo(byBox.Embed(image, boxes[i], Token), DistanceMetric.Euclidean)
                .ShouldBeLessThan(1e-5f);
            ofChips[i]
                .DistanceTo(byChip.Embed(image, chips[i], Token), DistanceMetric.Euclidean)
                .ShouldBeLessThan(1e-5f);
        }

        ofBoxes[0].DistanceTo(ofBoxes[4], DistanceMetric.Euclidean).ShouldBeGreaterThan(0.01f);
    }

    [Fact]
    public void A_picture_that_gives_no_direction_is_refused()
    {
        using var tiny = Embedder(FaceAligner.None);
        using var engine = tiny.Load();
        using var black = TinyGraphs.Plain(_decoder, 16, 16, 0, 0, 0);
        using var grey = TinyGraphs.Plain(_decoder, 16, 16, 9, 9, 9);
        var embedder = new ImageEmbedder(engine);

        Should.Throw<DegenerateEmbeddingException>(() => embedder.Embed(black, cancellationToken: Token));
        embedder.Embed(grey, cancellationToken: Token).Dimension.ShouldBe(3, "the failed call gave its slot back");
    }

    [Fact]
    public void The_overload_that_the_aligner_does_not_allow_is_refused()
    {
        using var image = Halves();
        using var whole = Embedder(FaceAligner.None);
        using var wholeEngine = whole.Load();
        using var aligned = Embedder(FaceAligner.Dlib68);
        using var alignedEngine = aligned.Load();
        var byBox = new ImageEmbedder(wholeEngine);
        var byChip = new ImageEmbedder(alignedEngine);
        BoundingBox[] boxes = [new(0, 0, 5, 5)];
        SimilarityTransform[] chips = [SimilarityTransform.Identity];

        Should.Throw<InvalidOperationException>(() => byBox.Embed(image, chips[0], Token));
        Should.Throw<InvalidOperationException>(() => byBox.EmbedMany(image, chips, Token));
        Should.Throw<InvalidOperationException>(() => byChip.Embed(image, boxes[0], Token));
        Should.Throw<InvalidOperationException>(() => byChip.Embed(image, cancellationToken: Token));
        Should.Throw<InvalidOperationException>(() => byChip.EmbedMany(image, boxes, Token));
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var other = TinyGraphs.Detector([0, 0, 1, 1, 1, 0]);
        using var otherEngine = other.Load();
        using var wrong = Embedder(FaceAligner.None, dimension: 4);
        using var wrongEngine = wrong.Load();
        using var tiny = Embedder(FaceAligner.None);
        var engine = tiny.Load();
        using var image = Halves();
        var embedder = new ImageEmbedder(engine);
        var cancelled = new CancellationToken(canceled: true);

        Should.Throw<ArgumentException>(() => new ImageEmbedder(otherEngine));
        Should.Throw<ModelSignatureException>(() =>
            new ImageEmbedder(wrongEngine).Embed(image, cancellationToken: Token)
        );
        Should.Throw<ArgumentOutOfRangeException>(() => embedder.Embed(image, new BoundingBox(0, 0, -1, 1), Token));
        Should.Throw<OperationCanceledException>(() => embedder.Embed(image, cancellationToken: cancelled));
        Should.Throw<OperationCanceledException>(() =>
            embedder.EmbedMany(image, [new BoundingBox(0, 0, 9, 9)], cancelled)
        );
        engine.Dispose();
        Should.Throw<ObjectDisposedException>(() => embedder.Embed(image, cancellationToken: Token));
    }

    [Fact]
    public void Another_aligner_or_graph_is_another_space()
    {
        using var one = Embedder(FaceAligner.None);
        using var two = Embedder(FaceAligner.ArcFace5);
        using var first = one.Load();
        using var second = two.Load();

        new ImageEmbedder(first).Space.ShouldNotBe(new ImageEmbedder(second).Space);
    }

    private static TinyPackage Embedder(FaceAligner aligner, bool unitLength = true, int dimension = 3) =>
        TinyPackage.Write(
            TinyGraphs.ChannelMeans(),
            TinyGraphs.Input,
            TinyPackage.Embedding("y"),
            manifest =>
                manifest with
                {
                    Embedding = new EmbeddingSettings
                    {
                        Dimension = dimension,
                        UnitLength = unitLength,
                        Aligner = aligner,
                        Metric = DistanceMetric.Euclidean,
                    },
                }
        );

    /// <summary>32x16 pixels, the left half red, the right half blue.</summary>
    private DecodedImage Halves()
    {
        var pixels = Enumerable
            .Range(0, 32 * 16)
            .SelectMany(static i => i % 32 < 16 ? new byte[] { 255, 0, 0 } : [0, 0, 255])
            .ToArray();
        return _decoder.Decode(ImageSource.FromPixels(pixels, 32, 16, PixelFormat.Rgb24));
    }
}
