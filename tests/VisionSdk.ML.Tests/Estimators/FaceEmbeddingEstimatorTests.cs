using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class FaceEmbeddingEstimatorTests
{
    public static readonly FaceEmbeddingSettings Settings = new()
    {
        Detector = DefaultPackages.Find(DefaultModels.FaceDetectorBlazeFace),
        Landmarks = DefaultPackages.Find(DefaultModels.FaceLandmarks68),
        Embedder = DefaultPackages.Find(DefaultModels.FaceEmbedderDlib),
    };

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("Path")]
    [InlineData("Bytes")]
    public void The_embedding_is_that_of_the_most_prominent_face(string column)
    {
        using var transformer = Fit(Settings, column);

        var rows = Rows(transformer.Transform(PhotoRow.All(_ml)));

        var expected = Expected();
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Status.ShouldBe(nameof(VisionRowStatus.Ok));
            rows[i].Embedding.ShouldBe(expected[i].Face.Embedding!.Values);
            rows[i].FacesFound.ShouldBe(expected[i].FacesFound);
            rows[i].Confidence.ShouldBe(expected[i].Face.Detection.Confidence);
            var box = expected[i].Face.Detection.Box;
            rows[i].Box.ShouldBe([box.X, box.Y, box.Width, box.Height]);
        }
    }

    [Fact]
    public void A_prediction_engine_gives_the_same_embedding()
    {
        using var transformer = Fit(Settings, "Path");
        var row = Rows(transformer.Transform(PhotoRow.View(_ml, 3))).Single();
        using var engine = _ml.Model.CreatePredictionEngine<PhotoRow, Row>(
            transformer,
            new PredictionEngineOptions { OwnsTransformer = false }
        );

        engine.Predict(PhotoRow.Of(1));
        engine.Predict(PhotoRow.Of(3)).Embedding.ShouldBe(row.Embedding);
    }

    [Fact]
    public void A_picture_without_a_face_has_missing_values_that_can_be_filtered()
    {
        var landscape = new PhotoRow { Bytes = TestPictures.EncodeSmooth(320, 240, SKEncodedImageFormat.Jpeg) };
        var data = _ml.Data.LoadFromEnumerable([landscape, PhotoRow.Of(1)]);
        using var transformer = Fit(Settings, "Bytes");
        var view = transformer.Transform(data);

        var rows = Rows(view);
        var usable = Rows(_ml.Data.FilterRowsByMissingValues(view, "Face"));

        rows[0].Status.ShouldBe(nameof(VisionRowStatus.NoFace));
        rows[0].Embedding.Length.ShouldBe(128);
        rows[0].Embedding.ShouldAllBe(value => float.IsNaN(value));
        rows[0].Box.ShouldBe([float.NaN, float.NaN, float.NaN, float.NaN]);
        rows[0].Confidence.ShouldBe(float.NaN);
        rows[0].FacesFound.ShouldBe(0);
        usable.Single().Number.ShouldBe(1);
    }

    [Fact]
    public void A_face_below_the_minimum_size_is_reported_with_its_box()
    {
        using var transformer = Fit(Settings with { MinFaceSize = 5000 }, "Path");

        var row = Rows(transformer.Transform(PhotoRow.View(_ml, 1))).Single();

        row.Status.ShouldBe(nameof(VisionRowStatus.FaceTooSmall));
        row.Embedding.ShouldAllBe(value => float.IsNaN(value));
        row.Box.ShouldAllBe(value => float.IsFinite(value));
        row.FacesFound.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_truncated_photo_throws_or_is_marked()
    {
        var photo = PhotoRow.Of(2);
        photo.Bytes = photo.Bytes[..(photo.Bytes.Length / 2)];
        var data = _ml.Data.LoadFromEnumerable([PhotoRow.Of(1), photo]);
        using var throwing = Fit(Settings, "Bytes");
        using var forgiving = Fit(Settings with { BadImages = BadImageHandling.EmptyResult }, "Bytes");

        var exception = Should.Throw<ImageDecodeException>(() => Rows(throwing.Transform(data)));
        var rows = Rows(forgiving.Transform(data));

        exception.Failure.ShouldBe(ImageDecodeFailure.Truncated);
        exception.Message.ShouldStartWith("Row 1 of column 'Bytes': ");
        rows[0].Status.ShouldBe("Ok");
        rows[1].Status.ShouldBe("Truncated");
        rows[1].Embedding.ShouldAllBe(value => float.IsNaN(value));
    }

    [Fact]
    public void The_promised_schema_is_the_one_that_comes()
    {
        var estimator = _ml.EmbedFaces("Face", Settings, "Path");
        using var transformer = estimator.Fit(PhotoRow.View(_ml));

        var promised = SchemaShapes.Describe(estimator.GetOutputSchema(SchemaShapes.Of<PhotoRow>(_ml)));

        promised.ShouldContain("Face: Vector of Single");
        promised.ShouldBe(SchemaShapes.Describe(transformer.Transform(PhotoRow.View(_ml)).Schema));
        transformer
            .GetOutputSchema(PhotoRow.View(_ml).Schema)["Face"]
            .Type.ShouldBe(new VectorDataViewType(NumberDataViewType.Single, 128));
    }

    [Fact]
    public void An_aligned_embedder_without_landmarks_is_refused()
    {
        Should.Throw<ArgumentException>(() => Fit(Settings with { Landmarks = null }, "Path"));
        Should.Throw<ArgumentException>(() => _ml.EmbedFaces("Face", Settings with { Embedder = Settings.Detector }));
        Should.Throw<ArgumentOutOfRangeException>(() => _ml.EmbedFaces("Face", Settings with { MinConfidence = 2 }));
    }

    private VisionTransformer Fit(FaceEmbeddingSettings settings, string column) =>
        _ml.EmbedFaces("Face", settings, column).Fit(PhotoRow.View(_ml));

    private Row[] Rows(IDataView view) => [.. _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];

    private static (Face Face, int FacesFound)[] Expected()
    {
        using var detector = new InferenceEngine(Settings.Detector);
        using var landmarks = new InferenceEngine(Settings.Landmarks!);
        using var embedder = new InferenceEngine(Settings.Embedder);
        using var decoder = new ImageDecoder();
        var pipeline = new FacePipeline(
            new ObjectDetector(detector),
            new KeypointLocator(landmarks),
            new ImageEmbedder(embedder)
        );
        return
        [
            .. Enumerable
                .Range(1, PhotoRow.Count)
                .Select(number =>
                {
                    using var encoded = decoder.Open(ImageSource.FromFile(SamplePhotos.File(number)));
                    using var image = new ProgressiveImage(encoded);
                    var found = pipeline.Detect(image);
                    var best = found.MaxBy(face => FaceProminence.Of(face.Box, encoded.SourceSize));
                    return (pipeline.Describe(image, [best])[0], found.Length);
                }),
        ];
    }

    private sealed class Row
    {
        public int Number { get; set; }

        [ColumnName("Face")]
        public float[] Embedding { get; set; } = [];

        [ColumnName("Face.Box")]
        public float[] Box { get; set; } = [];

        [ColumnName("Face.Confidence")]
        public float Confidence { get; set; }

        [ColumnName("Face.FacesFound")]
        public int FacesFound { get; set; }

        [ColumnName("Face.Status")]
        public string Status { get; set; } = "";
    }
}
