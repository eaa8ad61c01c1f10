namespace VisionSdk.ML.Tests;

public sealed class FacePipelineTests : IDisposable
{
    // A 64x64 picture is a quarter of its size on the canvas: the faces are 24 pixels wide, at (8, 8) and (32, 36).
    private static readonly float[] TwoFaces = [2, 2, 8, 8, 0.9f, 0, 8, 9, 14, 15, 0.8f, 0];

    private readonly ImageDecoder _decoder = new();
    private readonly TinyPackage _detector = TinyGraphs.Detector(TwoFaces);
    private readonly TinyPackage _landmarks = Landmarks(FaceShape());
    private readonly TinyPackage _embedder = Embedder(FaceAligner.Dlib68);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _decoder.Dispose();
        _detector.Dispose();
        _landmarks.Dispose();
        _embedder.Dispose();
    }

    [Fact]
    public void Every_face_gets_landmarks_near_its_box_and_an_embedding_of_what_is_there()
    {
        using var models = new Models(this);
        using var picture = RedAndBlue();

        var faces = models.Pipeline.Analyze(picture, cancellationToken: Token);

        faces.Select(static face => face.Detection.Box).ShouldBe([new(8, 8, 24, 24), new(32, 36, 24, 24)]);
        foreach (var face in faces)
        {
            face.Landmarks.Length.ShouldBe(FaceLandmarks68.Count);
            FaceLandmarks68
                .Bounds(face.Landmarks.AsSpan())
                .IntersectionOverUnion(face.Detection.Box)
                .ShouldBeGreaterThan(0.3f);
        }

        // The upper left of the picture is red, the lower right blue.
        faces[0].Embedding!.Values[0].ShouldBeGreaterThan(0.9f);
        faces[1].Embedding!.Values[2].ShouldBeGreaterThan(0.9f);
    }

    [Fact]
    public void Landmarks_are_those_of_the_second_pass()
    {
        using var models = new Models(this);
        using var picture = RedAndBlue();
        using var progressive = new ProgressiveImage(picture);
        var detections = models.Pipeline.Detect(progressive, cancellationToken: Token);
        var first = models.Locator.Locate(progressive.AtLeast(1), detections[0].Box, Token);

        var face = models.Pipeline.Describe(progressive, detections, Token)[0];

        face.Landmarks.ShouldNotBe(first);
        // The network says the same of every region: its answer is a similar shape in another place.
        var (before, after) = (FaceLandmarks68.Bounds(first.AsSpan()), FaceLandmarks68.Bounds(face.Landmarks.AsSpan()));
        (after.Width / after.Height).ShouldBe(before.Width / before.Height, 0.02f);
    }

    [Fact]
    public void The_two_halves_together_give_what_the_whole_gives()
    {
        using var models = new Models(this);
        using var picture = RedAndBlue();
        using var progressive = new ProgressiveImage(picture);

        var whole = models.Pipeline.Analyze(picture, cancellationToken: Token);
        var detections = models.Pipeline.Detect(progressive, cancellationToken: Token);
        var chosen = models.Pipeline.Describe(progressive, [detections[1]], Token).ShouldHaveSingleItem();

        chosen.Detection.ShouldBe(whole[1].Detection);
        chosen.Embedding!.DistanceTo(whole[1].Embedding!, DistanceMetric.Euclidean).ShouldBeLessThan(1e-5f);
        for (var i = 0; i < FaceLandmarks68.Count; i++)
        {
            chosen.Landmarks[i].X.ShouldBe(whole[1].Landmarks[i].X, 1e-3f);
            chosen.Landmarks[i].Y.ShouldBe(whole[1].Landmarks[i].Y, 1e-3f);
        }

        models.Pipeline.Describe(progressive, [], Token).ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_model_its_part_is_missing()
    {
        using var models = new Models(this);
        using var picture = RedAndBlue();
        using var unaligned = Embedder(FaceAligner.None);
        using var unalignedEngine = unaligned.Load();

        var detected = new FacePipeline(models.Detector).Analyze(picture, cancellationToken: Token);
        var located = new FacePipeline(models.Detector, models.Locator).Analyze(picture, cancellationToken: Token);
        var boxed = new FacePipeline(models.Detector, embedder: new ImageEmbedder(unalignedEngine)).Analyze(
            picture,
            cancellationToken: Token
        );

        detected.ShouldAllBe(static face => face.Landmarks.IsEmpty && face.Embedding == null);
        located.ShouldAllBe(static face => face.Landmarks.Length == 68 && face.Embedding == null);
        boxed.ShouldAllBe(static face => face.Landmarks.IsEmpty && face.Embedding != null);
    }

    [Fact]
    public void A_face_that_cannot_be_aligned_or_embedded_has_no_embedding_and_the_others_keep_theirs()
    {
        using var models = new Models(this);
        using var picture = Picture(static (x, y) => new Rgb(0, 0, (byte)(x + y < 62 ? 0 : 200)));
        using var collapsed = Landmarks([.. Enumerable.Repeat(0.5f, 2 * FaceLandmarks68.Count)]);
        using var collapsedEngine = collapsed.Load();

        var dark = models.Pipeline.Analyze(picture, cancellationToken: Token);
        var pointless = new FacePipeline(
            models.Detector,
            new KeypointLocator(collapsedEngine),
            models.Embedder
        ).Analyze(picture, cancellationToken: Token);

        dark.Select(static face => face.Embedding is null).ShouldBe([true, false]);
        pointless.Length.ShouldBe(2);
        pointless.ShouldAllBe(static face => face.Embedding == null && face.Landmarks.Length == 68);
    }

    [Fact]
    public void Options_reach_the_detector()
    {
        using var models = new Models(this);
        using var picture = RedAndBlue();

        models.Pipeline.Analyze(picture, new DetectionOptions { MaxDetections = 1 }, Token).Length.ShouldBe(1);
        models.Pipeline.Analyze(picture, new DetectionOptions { MinConfidence = 0.95f }, Token).ShouldBeEmpty();
    }

    [Fact]
    public void Models_that_do_not_fit_together_are_refused()
    {
        using var models = new Models(this);
        using var five = TinyPackage.Write(
            TinyGraphs.Values(new float[10], [10]),
            TinyGraphs.Input,
            new KeypointSettings { Tensors = ["y"], Count = 5 }
        );
        using var fiveEngine = five.Load();
        using var arcFace = Embedder(FaceAligner.ArcFace5);
        using var arcFaceEngine = arcFace.Load();

        Should
            .Throw<ArgumentException>(() => new FacePipeline(models.Detector, new KeypointLocator(fiveEngine)))
            .Message.ShouldContain("5 points");
        Should
            .Throw<ArgumentException>(() => new FacePipeline(models.Detector, embedder: models.Embedder))
            .Message.ShouldContain("Dlib68");
        // This detector has no keypoints of its own to align by.
        Should.Throw<ArgumentException>(() =>
            new FacePipeline(models.Detector, embedder: new ImageEmbedder(arcFaceEngine))
        );
    }

    [Fact]
    public void A_cancelled_token_and_a_disposed_picture_stop_it()
    {
        using var models = new Models(this);
        var picture = RedAndBlue();
        var cancelled = new CancellationToken(canceled: true);
        using var progressive = new ProgressiveImage(picture);
        var detections = models.Pipeline.Detect(progressive, cancellationToken: Token);

        Should.Throw<OperationCanceledException>(() => models.Pipeline.Analyze(picture, cancellationToken: cancelled));
        Should.Throw<OperationCanceledException>(() => models.Pipeline.Describe(progressive, detections, cancelled));
        picture.Dispose();
        Should.Throw<ObjectDisposedException>(() => models.Pipeline.Analyze(picture, cancellationToken: Token));
    }

    private static TinyPackage Landmarks(float[] values) =>
        TinyPackage.Write(
            TinyGraphs.Values(values, [values.Length]),
            TinyGraphs.Input,
            new KeypointSettings
            {
                Tensors = ["y"],
                Count = FaceLandmarks68.Count,
                Normalized = true,
            }
        );

    private static TinyPackage Embedder(FaceAligner aligner) =>
        TinyPackage.Write(
            TinyGraphs.ChannelMeans(),
            TinyGraphs.Input,
            TinyPackage.Embedding("y"),
            manifest =>
                manifest with
                {
                    Embedding = new EmbeddingSettings { Dimension = 3, Aligner = aligner },
                }
        );

    /// <summary>68 points that look like a face, as shares of the region: jaw, brows, nose, eyes, mouth.</summary>
    private static float[] FaceShape()
    {
        var points = new List<(double X, double Y)>();
        points.AddRange(
            Enumerable.Range(0, 17).Select(static i => (0.1 + (0.05 * i), 0.4 + (0.5 * Math.Sin(Math.PI * i / 16))))
        );
        points.AddRange(Enumerable.Range(0, 10).Select(static i => (0.2 + (0.6 * i / 9), 0.28)));
        points.AddRange(Enumerable.Range(0, 4).Select(static i => (0.5, 0.38 + (0.07 * i))));
        points.AddRange(Enumerable.Range(0, 5).Select(static i => (0.42 + (0.04 * i), 0.63)));
        points.AddRange(Enumerable.Range(0, 6).Select(static i => Around(0.33, 0.4, 0.07, i / 6.0)));
        points.AddRange(Enumerable.Range(0, 6).Select(static i => Around(0.67, 0.4, 0.07, i / 6.0)));
        points.AddRange(Enumerable.Range(0, 20).Select(static i => Around(0.5, 0.76, 0.12, i / 20.0)));
        return [.. points.SelectMany(static point => new[] { (float)point.X, (float)point.Y })];

        static (double X, double Y) Around(double x, double y, double radius, double turn) =>
            (x - (radius * Math.Cos(2 * Math.PI * turn)), y - (radius / 2 * Math.Sin(2 * Math.PI * turn)));
    }

    private EncodedImage RedAndBlue() => Picture(static (x, y) => x + y < 62 ? new Rgb(200, 0, 0) : new Rgb(0, 0, 200));

    private EncodedImage Picture(Func<int, int, Rgb> color)
    {
        var pixels = new byte[3 * 64 * 64];
        for (var i = 0; i < 64 * 64; i++)
        {
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = color(i % 64, i / 64);
        }

        return _decoder.Open(ImageSource.FromPixels(pixels, 64, 64, PixelFormat.Rgb24));
    }

    private readonly record struct Rgb(byte Red, byte Green, byte Blue);

    private sealed class Models : IDisposable
    {
        private readonly InferenceEngine[] _engines;

        public Models(FacePipelineTests tests)
        {
            _engines = [tests._detector.Load(), tests._landmarks.Load(), tests._embedder.Load()];
            Detector = new ObjectDetector(_engines[0]);
            Locator = new KeypointLocator(_engines[1]);
            Embedder = new ImageEmbedder(_engines[2]);
            Pipeline = new FacePipeline(Detector, Locator, Embedder);
        }

        public ObjectDetector Detector { get; }

        public KeypointLocator Locator { get; }

        public ImageEmbedder Embedder { get; }

        public FacePipeline Pipeline { get; }

        public void Dispose() => Array.ForEach(_engines, static engine => engine.Dispose());
    }
}
