using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;

namespace VisionSdk.ML.Tests;

public sealed class SavedPipelineTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly string _file = Path.Combine(
        Directory.CreateTempSubdirectory("visionsdk-").FullName,
        "pipeline.zip"
    );

    private readonly ObjectDetectionSettings _faces = new()
    {
        Model = DefaultPackages.Find(DefaultModels.FaceDetectorTinyYolo),
        Detection = new DetectionOptions { MinConfidence = 0.2f, MaxDetections = 20 },
        BadImages = BadImageHandling.EmptyResult,
    };

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Theory]
    [InlineData("Path")]
    [InlineData("Bytes")]
    public void A_loaded_pipeline_gives_the_numbers_that_it_gave_before_it_was_saved(string column)
    {
        var data = PhotoRow.View(_ml, 1, 4);
        using var transformer = _ml.DetectObjects("Faces", _faces, column).Fit(data);
        _ml.Model.Save(transformer, data.Schema, _file);
        var before = Rows(_ml, transformer.Transform(data));

        var fresh = new MLContext();
        using var registration = fresh.RegisterVisionSdk(DefaultPackages.Repository);
        var loaded = fresh.Model.Load(_file, out var schema);
        var after = Rows(fresh, loaded.Transform(data));
        using var engine = fresh.Model.CreatePredictionEngine<PhotoRow, Row>(loaded);

        before[0].Boxes.ShouldNotBeEmpty();
        for (var i = 0; i < before.Length; i++)
        {
            after[i].ShouldBeEquivalentTo(before[i]);
            engine.Predict(PhotoRow.Of(before[i].Number)).Boxes.ShouldBe(before[i].Boxes);
        }

        SchemaShapes
            .Describe(loaded.GetOutputSchema(schema))
            .ShouldBe(SchemaShapes.Describe(transformer.GetOutputSchema(schema)));
        new FileInfo(_file).Length.ShouldBeLessThan(100_000);
    }

    private static Row[] Rows(MLContext ml, IDataView view) =>
        [.. ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];

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
