using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ImagePreprocessingEstimatorTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    private readonly ImagePreprocessingSettings _settings = new()
    {
        Input = DefaultPackages.Find(DefaultModels.FaceEmbedderFaceRes).Manifest.Input,
        BadImages = BadImageHandling.EmptyResult,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Path")]
    [InlineData("Bytes")]
    public void The_tensor_is_the_one_that_the_preprocessor_writes(string column)
    {
        using var transformer = _ml.PreprocessImages("tensor", _settings, column).Fit(PhotoRow.View(_ml));

        var rows = Rows(transformer.Transform(PhotoRow.View(_ml, 1, 2, 3)));

        for (var i = 0; i < rows.Length; i++)
        {
            var (tensor, placement) = Expected(i + 1);
            rows[i].Tensor.ShouldBe(tensor);
            rows[i].Placement.ShouldBe([placement.ScaleX, placement.ScaleY, placement.OffsetX, placement.OffsetY]);
            rows[i].Status.ShouldBe("Ok");
        }
    }

    [Fact]
    public void A_row_without_a_picture_is_missing_values()
    {
        using var transformer = _ml.PreprocessImages("tensor", _settings, "Path").Fit(PhotoRow.View(_ml));

        var row = Rows(transformer.Transform(_ml.Data.LoadFromEnumerable([new PhotoRow()]))).Single();

        row.Status.ShouldBe("Unreadable");
        row.Tensor.Length.ShouldBe(3 * 224 * 224);
        row.Tensor.ShouldAllBe(value => float.IsNaN(value));
        row.Placement.ShouldAllBe(value => float.IsNaN(value));
    }

    [Fact]
    public void A_loaded_pipeline_writes_the_same_tensors_and_needs_no_model()
    {
        var file = Path.Combine(_folder, "pipeline.zip");
        var data = PhotoRow.View(_ml, 1, 2);
        using var transformer = _ml.PreprocessImages("tensor", _settings, "Path").Fit(data);
        _ml.Model.Save(transformer, data.Schema, file);

        using var registration = _ml.RegisterVisionSdk(new ModelRepository(_folder));
        using var restored = _ml.LoadVisionPipeline(file, out _, new ModelRepository(_folder));

        Rows(restored.Transform(data)).ShouldBeEquivalentTo(Rows(transformer.Transform(data)));
        Rows(_ml.Model.Load(file, out _).Transform(data)).ShouldBeEquivalentTo(Rows(transformer.Transform(data)));
    }

    [Fact]
    public void The_promised_schema_is_the_one_that_comes()
    {
        var estimator = _ml.PreprocessImages("tensor", _settings, "Path");
        using var transformer = estimator.Fit(PhotoRow.View(_ml));

        var promised = SchemaShapes.Describe(estimator.GetOutputSchema(SchemaShapes.Of<PhotoRow>(_ml)));

        promised.ShouldBe(SchemaShapes.Describe(transformer.Transform(PhotoRow.View(_ml)).Schema));
        transformer
            .GetOutputSchema(PhotoRow.View(_ml).Schema)["tensor"]
            .Type.ShouldBe(new VectorDataViewType(NumberDataViewType.Single, 3 * 224 * 224));
    }

    private (float[] Tensor, Letterbox Placement) Expected(int number)
    {
        var input = _settings.Input;
        using var decoder = new ImageDecoder();
        using var encoded = decoder.Open(ImageSource.FromFile(SamplePhotos.File(number)));
        using var image = encoded.Decode(encoded.ScaleFor(input.Size, input.Resize));
        var tensor = new float[3 * input.Size.PixelCount];
        return (tensor, new ImagePreprocessor(input).Write(image, region: null, input.Size, tensor));
    }

    private Row[] Rows(IDataView view) => [.. _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];

    private sealed class Row
    {
        [ColumnName("tensor")]
        public float[] Tensor { get; set; } = [];

        [ColumnName("tensor.Placement")]
        public float[] Placement { get; set; } = [];

        [ColumnName("tensor.Status")]
        public string Status { get; set; } = "";
    }
}
