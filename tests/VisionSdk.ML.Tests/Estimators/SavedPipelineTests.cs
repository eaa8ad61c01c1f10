using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.Models;

namespace VisionSdk.ML.Tests;

public sealed class SavedPipelineTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    private readonly ObjectDetectionSettings _detector = new()
    {
        Model = DefaultPackages.Find(DefaultModels.FaceDetectorTinyYolo),
        Detection = new DetectionOptions { MinConfidence = 0.2f, MaxDetections = 20 },
        BadImages = BadImageHandling.EmptyResult,
    };

    private string PipelineFile => Path.Combine(_folder, "pipeline.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Path")]
    [InlineData("Bytes")]
    public void A_loaded_pipeline_gives_the_numbers_that_it_gave_before_it_was_saved(string column)
    {
        var data = _ml.Data.LoadFromEnumerable([PhotoRow.Of(1), new PhotoRow { Path = "none.jpg" }, PhotoRow.Of(4)]);
        var faces = FaceEmbeddingEstimatorTests.Settings with { BadImages = BadImageHandling.EmptyResult };
        var landmarks = new LandmarkLocationSettings
        {
            Model = DefaultPackages.Find(DefaultModels.FaceLandmarks68),
            BoxColumnName = "Faces.Boxes",
            BadImages = BadImageHandling.EmptyResult,
        };
        var images = new ImageEmbeddingSettings
        {
            Model = DefaultPackages.Find(DefaultModels.FaceEmbedderFaceRes),
            BadImages = BadImageHandling.EmptyResult,
        };
        using var model = _ml.DetectObjects("Faces", _detector, column)
            .Append(_ml.LocateLandmarks("Found", landmarks, column))
            .Append(_ml.EmbedFaces("Face", faces, column))
            .Append(_ml.EmbedImages("Picture", images, column))
            .Fit(data);
        var before = Rows<Everything>(model.Transform(data));

        _ml.Model.Save(model, data.Schema, PipelineFile);

        var fresh = new MLContext();
        using var registration = fresh.RegisterVisionSdk(DefaultPackages.Repository);
        var portable = fresh.Model.Load(PipelineFile, out var schema);
        using var restored = fresh.LoadVisionPipeline(PipelineFile, out _, DefaultPackages.Repository);
        before[0].Boxes.ShouldNotBeEmpty();
        before
            .Select(static row => row.FaceStatus)
            .ShouldBe(["Ok", column == "Path" ? "Unreadable" : "Undecodable", "Ok"]);
        foreach (var loaded in new[] { portable, restored })
        {
            using var engine = fresh.Model.CreatePredictionEngine<PhotoRow, Everything>(
                loaded,
                new PredictionEngineOptions { OwnsTransformer = false }
            );
            Rows<Everything>(loaded.Transform(data)).ShouldBeEquivalentTo(before);
            engine.Predict(PhotoRow.Of(4)).ShouldBeEquivalentTo(before[2]);
            SchemaShapes
                .Describe(loaded.GetOutputSchema(schema))
                .ShouldBe(SchemaShapes.Describe(model.GetOutputSchema(schema)));
        }

        new FileInfo(PipelineFile).Length.ShouldBeLessThan(200_000, "models are referred to, not copied");
    }

    [Fact]
    public void A_trainer_behind_an_embedding_is_saved_with_it()
    {
        var data = PhotoRow.All(_ml);
        using var model = _ml.EmbedFaces("Features", FaceEmbeddingEstimatorTests.Settings, "Path")
            .Append(_ml.Clustering.Trainers.KMeans(numberOfClusters: 3))
            .Fit(data);
        var before = Rows<Cluster>(model.Transform(data));

        _ml.Model.Save(model, data.Schema, PipelineFile);

        var fresh = new MLContext();
        using var registration = fresh.RegisterVisionSdk(DefaultPackages.Repository);
        var portable = fresh.Model.Load(PipelineFile, out _);
        using var restored = fresh.LoadVisionPipeline(PipelineFile, out _, DefaultPackages.Repository);
        Rows<Cluster>(portable.Transform(data)).ShouldBeEquivalentTo(before);
        Rows<Cluster>(restored.Transform(data)).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public void A_loaded_pipeline_can_be_saved_again()
    {
        var data = PhotoRow.View(_ml, 1);
        var again = Path.Combine(_folder, "again.zip");
        using var model = _ml.DetectObjects("Faces", _detector, "Path").Fit(data);
        _ml.Model.Save(model, data.Schema, PipelineFile);

        using var first = _ml.LoadVisionPipeline(PipelineFile, out var schema, DefaultPackages.Repository);
        _ml.Model.Save(first, schema, again);
        using var second = _ml.LoadVisionPipeline(again, out _, DefaultPackages.Repository);

        Boxes(second, data).ShouldBe(Boxes(model, data));
    }

    [Fact]
    public void A_missing_model_is_an_error_that_says_where_it_was_looked_for()
    {
        var (_, models) = SaveWithCopyOfModel();
        Directory.Delete(models.Root, recursive: true);

        var exception = Should.Throw<ModelLoadException>(() => _ml.LoadVisionPipeline(PipelineFile, out _, models));

        exception.ModelId.ShouldBe("copied-detector");
        exception.Message.ShouldContain(
            $"'copied-detector' 1.0.0, which is not in '{models.Root}'. Install its package"
        );
    }

    [Fact]
    public void A_model_with_another_hash_is_an_integrity_error()
    {
        var (_, models) = SaveWithCopyOfModel();
        var other = DefaultPackages.Find(DefaultModels.FaceDetectorBlazeFace);
        Copy(other, models.Root, manifest => manifest with { Id = "copied-detector" });

        var exception = Should.Throw<ModelIntegrityException>(() =>
            _ml.LoadVisionPipeline(PipelineFile, out _, models)
        );

        exception.Expected.ShouldBe(_detector.Model.Manifest.Artifact.Sha256);
        exception.Actual.ShouldBe(other.Manifest.Artifact.Sha256);
        exception.Message.ShouldContain("restore the package");
    }

    [Fact]
    public void Disposing_a_loaded_pipeline_frees_its_networks()
    {
        var (data, models) = SaveWithCopyOfModel();
        var pipeline = _ml.LoadVisionPipeline(PipelineFile, out _, models);
        var view = pipeline.Transform(data);

        pipeline.Dispose();

        Should.Throw<ObjectDisposedException>(() => view.GetColumn<float[]>("Faces.Boxes").ToArray());
    }

    [Fact]
    public void The_stock_loader_finds_a_wrong_model_at_the_first_row()
    {
        var (_, models) = SaveWithCopyOfModel();
        Copy(
            DefaultPackages.Find(DefaultModels.FaceDetectorBlazeFace),
            models.Root,
            manifest => manifest with { Id = "copied-detector" }
        );
        using var registration = _ml.RegisterVisionSdk(models);
        using var engine = _ml.Model.CreatePredictionEngine<PhotoRow, Everything>(
            _ml.Model.Load(PipelineFile, out _),
            ignoreMissingColumns: true
        );

        Should.Throw<ModelIntegrityException>(() => engine.Predict(PhotoRow.Of(1)));
    }

    [Fact]
    public void The_stock_loader_looks_in_every_registered_folder()
    {
        var (data, models) = SaveWithCopyOfModel();
        using var first = _ml.RegisterVisionSdk(models);
        using var last = _ml.RegisterVisionSdk(new ModelRepository(Path.Combine(_folder, "nothing")));

        Boxes(_ml.Model.Load(PipelineFile, out _), data).ShouldNotBeEmpty();
    }

    [Fact]
    public void After_a_registration_is_disposed_the_models_are_looked_for_anew()
    {
        var (data, models) = SaveWithCopyOfModel();
        var registration = _ml.RegisterVisionSdk(models);
        var loaded = _ml.Model.Load(PipelineFile, out _);
        var before = Boxes(loaded, data);

        registration.Dispose();
        registration.Dispose();

        Should.Throw<InvalidOperationException>(() => Boxes(loaded, data));
        using var renewed = _ml.RegisterVisionSdk(models);
        Boxes(loaded, data).ShouldBe(before);
    }

    [Fact]
    public void Settings_of_a_later_version_are_refused()
    {
        var exception = Should.Throw<ModelLoadException>(() =>
            SavedStep.Parse("""{"contract":"c","columns":{"output":"a","image":"b"},"models":[],"future":1}""")
        );

        exception.Message.ShouldContain("future");
    }

    /// <summary>Saves a pipeline over a model that no folder holds but the returned one.</summary>
    private (IDataView Data, ModelRepository Models) SaveWithCopyOfModel()
    {
        var data = PhotoRow.View(_ml, 1);
        var models = new ModelRepository(Path.Combine(_folder, "models"));
        Copy(_detector.Model, models.Root, manifest => manifest with { Id = "copied-detector" });
        var settings = _detector with { Model = models.Find("copied-detector")! };
        using var model = _ml.DetectObjects("Faces", settings, "Path").Fit(data);
        _ml.Model.Save(model, data.Schema, PipelineFile);
        return (data, models);
    }

    private static void Copy(ModelPackage package, string root, Func<ModelManifest, ModelManifest> change)
    {
        var manifest = change(package.Manifest);
        var folder = Path.Combine(root, manifest.Id, manifest.Version);
        Directory.CreateDirectory(folder);
        File.Copy(package.ArtifactPath, Path.Combine(folder, manifest.Artifact.File), overwrite: true);
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
    }

    private static float[] Boxes(ITransformer transformer, IDataView data) =>
        transformer.Transform(data).GetColumn<float[]>("Faces.Boxes").First();

    private TRow[] Rows<TRow>(IDataView view)
        where TRow : class, new() => [.. _ml.Data.CreateEnumerable<TRow>(view, reuseRowObject: false)];

    private sealed class Cluster
    {
        [ColumnName("PredictedLabel")]
        public uint Id { get; set; }

        [ColumnName("Score")]
        public float[] Distances { get; set; } = [];
    }

    private sealed class Everything
    {
        [ColumnName("Faces.Boxes")]
        public float[] Boxes { get; set; } = [];

        [ColumnName("Faces.Confidences")]
        public float[] Confidences { get; set; } = [];

        [ColumnName("Faces.ClassIds")]
        public int[] ClassIds { get; set; } = [];

        [ColumnName("Faces.Labels")]
        public string[] Labels { get; set; } = [];

        [ColumnName("Faces.Status")]
        public string DetectionStatus { get; set; } = "";

        [ColumnName("Found.Points")]
        public float[] Points { get; set; } = [];

        [ColumnName("Found.Confidences")]
        public float[] PointConfidences { get; set; } = [];

        [ColumnName("Found.Status")]
        public string LandmarkStatus { get; set; } = "";

        [ColumnName("Face")]
        public float[] Face { get; set; } = [];

        [ColumnName("Face.Box")]
        public float[] FaceBox { get; set; } = [];

        [ColumnName("Face.Confidence")]
        public float FaceConfidence { get; set; }

        [ColumnName("Face.FacesFound")]
        public int FacesFound { get; set; }

        [ColumnName("Face.Status")]
        public string FaceStatus { get; set; } = "";

        [ColumnName("Picture")]
        public float[] Picture { get; set; } = [];

        [ColumnName("Picture.Status")]
        public string PictureStatus { get; set; } = "";
    }
}
