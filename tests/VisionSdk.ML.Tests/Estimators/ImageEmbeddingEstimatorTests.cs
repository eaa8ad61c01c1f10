using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ImageEmbeddingEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly ImageEmbeddingSettings _settings = new()
    {
        Model = DefaultPackages.Find(DefaultModels.FaceEmbedderFaceRes),
    };

    [Theory]
    [InlineData("Path", 1)]
    [InlineData("Path", 4)]
    [InlineData("Bytes", 8)]
    public void Embeddings_of_whole_pictures_are_those_of_the_embedder_whatever_the_batch(string column, int batchSize)
    {
        using var transformer = _ml.EmbedImages("Vector", _settings with { BatchSize = batchSize }, column)
            .Fit(PhotoRow.View(_ml));
        using var engine = new InferenceEngine(_settings.Model);
        using var decoder = new ImageDecoder();
        var embedder = new ImageEmbedder(engine);

        var rows = Rows(transformer.Transform(PhotoRow.All(_ml)));

        for (var i = 0; i < rows.Length; i++)
        {
            using var image = decoder.Decode(ImageSource.FromFile(SamplePhotos.File(i + 1)), embedder.InputSize);
            rows[i]
                .Vector.ShouldBe(
                    embedder.Embed(image, cancellationToken: TestContext.Current.CancellationToken).Values
                );
            rows[i].Status.ShouldBe(nameof(VisionRowStatus.Ok));
        }
    }

    [Fact]
    public void A_box_column_chooses_the_object()
    {
        var detector = new ObjectDetectionSettings
        {
            Model = DefaultPackages.Find(DefaultModels.FaceDetectorBlazeFace),
        };
        var data = PhotoRow.View(_ml, 1, 2);
        using var model = _ml.DetectObjects("Faces", detector, "Path")
            .Append(_ml.EmbedImages("Vector", _settings with { BoxColumnName = "Faces.Boxes" }, "Path"))
            .Fit(data);
        using var engine = new InferenceEngine(_settings.Model);
        using var decoder = new ImageDecoder();
        var embedder = new ImageEmbedder(engine);

        var rows = Rows(model.Transform(data));
        var boxes = model.Transform(data).GetColumn<float[]>("Faces.Boxes").ToArray();

        for (var i = 0; i < rows.Length; i++)
        {
            var box = new BoundingBox(boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3]);
            using var encoded = decoder.Open(ImageSource.FromFile(SamplePhotos.File(i + 1)));
            using var image = encoded.Decode(embedder.ScaleFor(box));
            rows[i].Vector.ShouldBe(embedder.Embed(image, box, TestContext.Current.CancellationToken).Values);
        }
    }

    [Fact]
    public void The_promised_schema_is_the_one_that_comes()
    {
        var estimator = _ml.EmbedImages("Vector", _settings, "Bytes");
        using var transformer = estimator.Fit(PhotoRow.View(_ml));

        var promised = SchemaShapes.Describe(estimator.GetOutputSchema(SchemaShapes.Of<PhotoRow>(_ml)));

        promised.ShouldBe(SchemaShapes.Describe(transformer.Transform(PhotoRow.View(_ml)).Schema));
        transformer
            .GetOutputSchema(PhotoRow.View(_ml).Schema)["Vector"]
            .Type.ShouldBe(new VectorDataViewType(NumberDataViewType.Single, 1024));
    }

    [Fact]
    public void A_model_for_aligned_faces_is_refused()
    {
        Should
            .Throw<ArgumentException>(() =>
                _ml.EmbedImages("x", _settings with { Model = DefaultPackages.Find(DefaultModels.FaceEmbedderDlib) })
            )
            .Message.ShouldStartWith("Model 'face-embedder-dlib' wants faces that are aligned by landmarks");
    }

    private Row[] Rows(IDataView view) => [.. _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];

    private sealed class Row
    {
        public float[] Vector { get; set; } = [];

        [ColumnName("Vector.Status")]
        public string Status { get; set; } = "";
    }
}
