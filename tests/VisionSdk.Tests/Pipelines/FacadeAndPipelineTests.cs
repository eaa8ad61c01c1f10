using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.ML;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>One engine stands behind both: an ML.NET pipeline and the facade return the same bits.</summary>
public sealed class FacadeAndPipelineTests : IAsyncDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly ModelRepository _models = new(DefaultModels.Folder);
    private readonly ServiceProvider _services = new ServiceCollection().AddVisionSdk().Services.BuildServiceProvider();

    private IVisionClient Client => _services.GetRequiredService<IVisionClient>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Detections_are_equal(int batchSize)
    {
        var settings = new ObjectDetectionSettings
        {
            Model = _models.Find(DefaultModels.ObjectDetectorCenterNet)!,
            BatchSize = batchSize,
        };
        var photos = Photos(1, 2, 3);
        using var transformer = _ml.DetectObjects("Objects", settings, "Path").Fit(photos);

        var rows = Rows<Objects>(transformer.Transform(photos));

        for (var i = 0; i < rows.Length; i++)
        {
            var expected = await Client.DetectAsync(ImageSource.FromFile(SamplePhotos.File(i + 1)), null, Token);
            expected.Detections.ShouldNotBeEmpty();
            rows[i]
                .Boxes.ShouldBe(
                    expected.Detections.SelectMany(static found =>
                        new[] { found.Box.X, found.Box.Y, found.Box.Width, found.Box.Height }
                    )
                );
            rows[i].Confidences.ShouldBe(expected.Detections.Select(static found => found.Confidence));
            rows[i].Labels.ShouldBe(expected.Detections.Select(static found => found.Label));
        }
    }

    [Fact]
    public async Task Embeddings_of_the_most_prominent_face_are_equal()
    {
        var settings = new FaceEmbeddingSettings
        {
            Detector = _models.Find(DefaultModels.FaceDetectorBlazeFace)!,
            Landmarks = _models.Find(DefaultModels.FaceLandmarks68)!,
            Embedder = _models.Find(DefaultModels.FaceEmbedderDlib)!,
        };
        var photos = Photos(1, 2, 3, 4, 5, 6);
        using var transformer = _ml.EmbedFaces("Face", settings, "Path").Fit(photos);

        var rows = Rows<Faces>(transformer.Transform(photos));

        for (var i = 0; i < rows.Length; i++)
        {
            var source = ImageSource.FromFile(SamplePhotos.File(i + 1));
            var expected = await Client.EmbedAsync(source, new EmbedOptions { MostProminentOnly = true }, Token);
            var face = expected.Faces.Single();
            rows[i].Face.ShouldBe(face.Embedding.Values);
            rows[i].Box.ShouldBe([face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height]);
            rows[i].Confidence.ShouldBe(face.Confidence);
            rows[i].FacesFound.ShouldBe(expected.FacesFound);
        }
    }

    [Fact]
    public void The_smallest_face_is_the_same_size_by_default() =>
        FaceEmbeddingSettings.DefaultMinFaceSize.ShouldBe(VisionSdkDefaults.MinFaceSize);

    private IDataView Photos(params int[] numbers) =>
        _ml.Data.LoadFromEnumerable(
            numbers.Select(static number => new Photo { Path = SamplePhotos.File(number) }).ToArray()
        );

    private TRow[] Rows<TRow>(IDataView view)
        where TRow : class, new() => [.. _ml.Data.CreateEnumerable<TRow>(view, reuseRowObject: false)];

    private sealed class Photo
    {
        public string Path { get; set; } = "";
    }

    private sealed class Objects
    {
        [ColumnName("Objects.Boxes")]
        public float[] Boxes { get; set; } = [];

        [ColumnName("Objects.Confidences")]
        public float[] Confidences { get; set; } = [];

        [ColumnName("Objects.Labels")]
        public string[] Labels { get; set; } = [];
    }

    private sealed class Faces
    {
        public float[] Face { get; set; } = [];

        [ColumnName("Face.Box")]
        public float[] Box { get; set; } = [];

        [ColumnName("Face.Confidence")]
        public float Confidence { get; set; }

        [ColumnName("Face.FacesFound")]
        public int FacesFound { get; set; }
    }
}
