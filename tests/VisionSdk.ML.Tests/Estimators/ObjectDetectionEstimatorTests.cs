using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ObjectDetectionEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly ObjectDetectionSettings _faces = new()
    {
        Model = DefaultPackages.Find(DefaultModels.FaceDetectorTinyYolo),
        Detection = new DetectionOptions { MinConfidence = 0.2f, MaxDetections = 20 },
    };

    [Theory]
    [InlineData("Path", 1)]
    [InlineData("Path", 4)]
    [InlineData("Bytes", 1)]
    [InlineData("Bytes", 6)]
    public void Detections_are_those_of_the_detector_whatever_the_batch(string column, int batchSize)
    {
        using var transformer = Fit(_faces with { BatchSize = batchSize }, column);

        var rows = Rows(transformer.Transform(PhotoRow.All(_ml)));

        var expected = Expected();
        rows.Length.ShouldBe(PhotoRow.Count);
        rows.Sum(row => row.Labels.Length).ShouldBeGreaterThan(PhotoRow.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Number.ShouldBe(i + 1);
            rows[i]
                .Boxes.ShouldBe(
                    expected[i].SelectMany(static d => new[] { d.Box.X, d.Box.Y, d.Box.Width, d.Box.Height })
                );
            rows[i].Confidences.ShouldBe(expected[i].Select(static d => d.Confidence));
            rows[i].ClassIds.ShouldBe(expected[i].Select(static d => d.ClassId));
            rows[i].Labels.ShouldBe(expected[i].Select(static d => d.Label));
            rows[i].Status.ShouldBe(nameof(VisionRowStatus.Ok));
        }
    }

    [Fact]
    public void A_prediction_engine_gives_the_same_detections()
    {
        using var transformer = Fit(_faces with { BatchSize = 4 }, "Path");
        var rows = Rows(transformer.Transform(PhotoRow.All(_ml)));
        using var engine = _ml.Model.CreatePredictionEngine<PhotoRow, Row>(
            transformer,
            new PredictionEngineOptions { OwnsTransformer = false }
        );

        foreach (var row in rows)
        {
            engine.Predict(PhotoRow.Of(row.Number)).Boxes.ShouldBe(row.Boxes);
        }
    }

    [Theory]
    [InlineData("Path")]
    [InlineData("Bytes")]
    public void The_promised_schema_is_the_one_that_comes(string column)
    {
        var estimator = _ml.DetectObjects("Faces", _faces, column);
        using var transformer = estimator.Fit(PhotoRow.View(_ml));

        var promised = SchemaShapes.Describe(estimator.GetOutputSchema(SchemaShapes.Of<PhotoRow>(_ml)));

        promised.ShouldContain("Faces.Boxes: VariableVector of Single");
        promised.ShouldBe(SchemaShapes.Describe(transformer.Transform(PhotoRow.View(_ml)).Schema));
        promised.ShouldBe(SchemaShapes.Describe(transformer.GetOutputSchema(PhotoRow.View(_ml).Schema)));
    }

    [Fact]
    public void A_missing_column_and_one_of_another_type_are_named_before_anything_is_loaded()
    {
        var missing = _ml.DetectObjects("Faces", _faces, "Picture");
        var wrong = _ml.DetectObjects("Faces", _faces, "Number");

        foreach (var act in Acts(missing))
        {
            Should
                .Throw<ArgumentOutOfRangeException>(act)
                .Message.ShouldStartWith("Could not find input column 'Picture'");
        }

        foreach (var act in Acts(wrong))
        {
            Should
                .Throw<ArgumentOutOfRangeException>(act)
                .Message.ShouldStartWith(
                    "Schema mismatch for input column 'Number': expected String (path of a file) or Vector<Byte> (encoded image), got Int32"
                );
        }

        Action[] Acts(ObjectDetectionEstimator estimator) =>
            [() => estimator.Fit(PhotoRow.View(_ml)), () => estimator.GetOutputSchema(SchemaShapes.Of<PhotoRow>(_ml))];
    }

    [Fact]
    public void The_input_column_is_the_output_name_when_none_is_given()
    {
        using var transformer = _ml.DetectObjects("Path", _faces).Fit(PhotoRow.View(_ml));

        transformer.GetOutputSchema(PhotoRow.View(_ml).Schema).GetColumnOrNull("Path.Boxes").ShouldNotBeNull();
    }

    [Fact]
    public void A_bad_file_throws_or_leaves_the_row_empty()
    {
        var data = _ml.Data.LoadFromEnumerable(
            new[]
            {
                PhotoRow.Of(1),
                new PhotoRow { Number = 2, Path = "/no/such/file.jpg" },
                new PhotoRow { Number = 3 },
            }
        );
        using var throwing = Fit(_faces, "Path");
        using var forgiving = Fit(_faces with { BadImages = BadImageHandling.EmptyResult }, "Path");

        var exception = Should.Throw<ImageDecodeException>(() => Rows(throwing.Transform(data)));
        var rows = Rows(forgiving.Transform(data));

        exception.Failure.ShouldBe(ImageDecodeFailure.Unreadable);
        exception.Message.ShouldStartWith("Row 1 of column 'Path': Image 'file.jpg' cannot be read");
        rows.Select(row => row.Status).ShouldBe(["Ok", "Unreadable", "Unreadable"]);
        rows[0].Boxes.ShouldNotBeEmpty();
        rows[1].Boxes.ShouldBeEmpty();
        rows[1].Labels.ShouldBeEmpty();
    }

    [Fact]
    public void Settings_out_of_their_range_are_refused_at_once()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _ml.DetectObjects("x", _faces with { BatchSize = 0 }));
        Should.Throw<ArgumentException>(() =>
            _ml.DetectObjects("x", _faces with { Detection = new DetectionOptions { Labels = ["unicorn"] } })
        );
        Should
            .Throw<ArgumentException>(() =>
                _ml.DetectObjects("x", _faces with { Model = DefaultPackages.Find(DefaultModels.FaceLandmarks68) })
            )
            .Message.ShouldStartWith("Model 'face-landmarks-68' 1.0.0 is for Keypoints; Model must be for Detection.");
    }

    [Fact]
    public void A_disposed_transformer_is_no_longer_used()
    {
        var transformer = Fit(_faces, "Path");
        var view = transformer.Transform(PhotoRow.View(_ml, 1));

        transformer.Dispose();

        Should.Throw<ObjectDisposedException>(() => Rows(view));
    }

    private VisionTransformer Fit(ObjectDetectionSettings settings, string column) =>
        _ml.DetectObjects("Faces", settings, column).Fit(PhotoRow.View(_ml));

    private Row[] Rows(IDataView view) => [.. _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];

    private Detection[][] Expected()
    {
        using var engine = new InferenceEngine(_faces.Model);
        using var decoder = new ImageDecoder();
        var detector = new ObjectDetector(engine);
        return
        [
            .. Enumerable
                .Range(1, PhotoRow.Count)
                .Select(number =>
                {
                    using var encoded = decoder.Open(ImageSource.FromFile(SamplePhotos.File(number)));
                    using var image = encoded.Decode(detector.ScaleFor(encoded.SourceSize));
                    return detector.Detect(image, _faces.Detection).ToArray();
                }),
        ];
    }

    private sealed class Row
    {
        public int Number { get; set; }

        [ColumnName("Faces.Boxes")]
        public float[] Boxes { get; set; } = [];

        [ColumnName("Faces.Confidences")]
        public float[] Confidences { get; set; } = [];

        [ColumnName("Faces.ClassIds")]
        public int[] ClassIds { get; set; } = [];

        [ColumnName("Faces.Labels")]
        public string[] Labels { get; set; } = [];

        [ColumnName("Faces.Status")]
        public string Status { get; set; } = "";
    }
}
