using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class LandmarkLocationEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly LandmarkLocationSettings _pose = new()
    {
        Model = DefaultPackages.Find(DefaultModels.BodyPoseMoveNet),
    };

    private readonly LandmarkLocationSettings _face = new()
    {
        Model = DefaultPackages.Find(DefaultModels.FaceLandmarks68),
        BoxColumnName = "Box",
    };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Landmarks_of_whole_pictures_are_those_of_the_locator(int batchSize)
    {
        using var transformer = _ml.LocateLandmarks("Found", _pose with { BatchSize = batchSize }, "Path")
            .Fit(PhotoRow.View(_ml));
        using var engine = new InferenceEngine(_pose.Model);
        using var decoder = new ImageDecoder();
        var locator = new KeypointLocator(engine);

        var rows = Rows(transformer.Transform(PhotoRow.All(_ml)));

        for (var i = 0; i < rows.Length; i++)
        {
            using var image = decoder.Decode(
                ImageSource.FromFile(SamplePhotos.File(i + 1)),
                engine.Manifest.Input.Size
            );
            var expected = locator.Locate(image, cancellationToken: TestContext.Current.CancellationToken);
            rows[i].Points.ShouldBe(expected.SelectMany(static point => new[] { point.X, point.Y }));
            rows[i].Confidences.ShouldBe(expected.Select(static point => point.Confidence));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Landmarks_of_a_box_are_those_of_the_locator_there(int batchSize)
    {
        var boxes = new BoundingBox[] { new(700, 300, 300, 400), new(500, 200, 350, 350), new(600, 250, 400, 420) };
        var data = _ml.Data.LoadFromEnumerable(
            boxes
                .Select(
                    (box, i) =>
                        new BoxedPhoto
                        {
                            Path = SamplePhotos.File(i + 1),
                            Box = [box.X, box.Y, box.Width, box.Height, 1, 2, 3, 4],
                        }
                )
                .ToArray()
        );
        using var transformer = _ml.LocateLandmarks("Found", _face with { BatchSize = batchSize }, "Path").Fit(data);
        using var engine = new InferenceEngine(_face.Model);
        using var decoder = new ImageDecoder();
        var locator = new KeypointLocator(engine);

        var rows = Rows(transformer.Transform(data));

        for (var i = 0; i < rows.Length; i++)
        {
            using var encoded = decoder.Open(ImageSource.FromFile(SamplePhotos.File(i + 1)));
            using var image = encoded.Decode(locator.ScaleFor(boxes[i]));
            rows[i]
                .Points.ShouldBe(
                    locator
                        .Locate(image, boxes[i], TestContext.Current.CancellationToken)
                        .SelectMany(static point => new[] { point.X, point.Y })
                );
        }
    }

    [Fact]
    public void The_boxes_of_a_detector_can_be_used_and_a_row_without_one_is_marked()
    {
        var detector = new ObjectDetectionSettings
        {
            Model = DefaultPackages.Find(DefaultModels.FaceDetectorTinyYolo),
            Detection = new DetectionOptions { MinConfidence = 0.2f },
            BadImages = BadImageHandling.EmptyResult,
        };
        var landmarks = _face with { BoxColumnName = "Faces.Boxes", BadImages = BadImageHandling.EmptyResult };
        var data = _ml.Data.LoadFromEnumerable([PhotoRow.Of(1), new PhotoRow { Path = "none.jpg" }, PhotoRow.Of(2)]);
        var blank = detector with { Detection = new DetectionOptions { MinConfidence = 1 } };

        using var model = _ml.DetectObjects("Faces", detector, "Path")
            .Append(_ml.LocateLandmarks("Found", landmarks, "Path"))
            .Fit(data);
        using var blind = _ml.DetectObjects("Faces", blank, "Path")
            .Append(_ml.LocateLandmarks("Found", landmarks, "Path"))
            .Fit(data);

        var rows = Rows(model.Transform(data));
        rows.Select(static row => row.Status).ShouldBe(["Ok", "Unreadable", "Ok"]);
        rows[0].Points.ShouldAllBe(value => float.IsFinite(value));
        rows[1].Points.Length.ShouldBe(136);
        rows[1].Points.ShouldAllBe(value => float.IsNaN(value));
        rows[1].Confidences.ShouldAllBe(value => float.IsNaN(value));
        Rows(blind.Transform(data)).Select(static row => row.Status).ShouldBe(["NoBox", "Unreadable", "NoBox"]);
    }

    [Fact]
    public void The_promised_schema_is_the_one_that_comes()
    {
        var estimator = _ml.LocateLandmarks("Found", _face, "Path");
        var data = _ml.Data.LoadFromEnumerable(Array.Empty<BoxedPhoto>());
        using var transformer = estimator.Fit(data);

        var promised = SchemaShapes.Describe(estimator.GetOutputSchema(SchemaShapes.Of<BoxedPhoto>(_ml)));

        promised.ShouldBe(SchemaShapes.Describe(transformer.Transform(data).Schema));
        transformer
            .GetOutputSchema(data.Schema)["Found.Points"]
            .Type.ShouldBe(new VectorDataViewType(NumberDataViewType.Single, 136));
    }

    [Fact]
    public void A_box_column_that_is_missing_or_holds_no_boxes_is_named()
    {
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                _ml.LocateLandmarks("Found", _face, "Path").Fit(PhotoRow.View(_ml))
            )
            .Message.ShouldStartWith("Could not find input column 'Box'");
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                _ml.LocateLandmarks("Found", _face with { BoxColumnName = "Number" }, "Path").Fit(PhotoRow.View(_ml))
            )
            .Message.ShouldStartWith(
                "Schema mismatch for input column 'Number': expected Vector<Single> (X, Y, Width, Height of one box or several), got Int32"
            );
    }

    private Row[] Rows(IDataView view) => [.. _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];

    private sealed class BoxedPhoto
    {
        public string Path { get; set; } = "";

        public float[] Box { get; set; } = [];
    }

    private sealed class Row
    {
        [ColumnName("Found.Points")]
        public float[] Points { get; set; } = [];

        [ColumnName("Found.Confidences")]
        public float[] Confidences { get; set; } = [];

        [ColumnName("Found.Status")]
        public string Status { get; set; } = "";
    }
}
