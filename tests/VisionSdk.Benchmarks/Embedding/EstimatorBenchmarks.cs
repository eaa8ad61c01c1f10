using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using VisionSdk.ML;

namespace VisionSdk.Benchmarks;

/// <summary>From a JPEG to an embedding in an ML.NET pipeline, batch 1: what the estimator adds to its parts used by hand, and stock ML.NET beside it.</summary>
[MemoryDiagnoser]
public class EstimatorBenchmarks
{
    private const int Pictures = 32;
    private const string Column = "Face";

    private readonly MLContext _ml = new(seed: 1);
    private ImageDecoder _decoder = null!;
    private ImagePreprocessor _preprocessor = null!;
    private ModelInput _input = null!;
    private RawSession _raw = null!;
    private ImageSource _source = null!;
    private VisionTransformer _transformer = null!;
    private PredictionEngine<Picture, Embedded> _engine = null!;
    private IDataView _embedded = null!;
    private Func<string, float> _stock = null!;
    private string _path = null!;

    [GlobalSetup]
    public void Setup()
    {
        _path = Photographs.Jpeg(0.3);
        _source = ImageSource.FromFile(_path);
        var package = Packages.OpenEmbedderOfWholePictures();
        _input = package.Manifest.Input;
        _decoder = new ImageDecoder();
        _preprocessor = new ImagePreprocessor(_input);
        _raw = new RawSession(package, [1, 128]);
        var settings = new ImageEmbeddingSettings { Model = package, BatchSize = 1 };
        var rows = Enumerable.Repeat(new Picture { Path = _path }, Pictures).ToArray();
        var view = _ml.Data.LoadFromEnumerable(rows);
        _transformer = _ml.EmbedImages(Column, settings, nameof(Picture.Path)).Fit(view);
        _embedded = _transformer.Transform(view);
        _engine = _ml.Model.CreatePredictionEngine<Picture, Embedded>(
            _transformer,
            new PredictionEngineOptions { OwnsTransformer = false }
        );
        _stock = new StockMlNet().Pictures(
            package.ArtifactPath,
            _input.Name,
            package.Manifest.Output.Tensors[0],
            _input.Width,
            offset: 0,
            scale: 1
        );
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _engine.Dispose();
        _transformer.Dispose();
        _raw.Dispose();
        _decoder.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Pictures, Description = "own preprocessing + raw ONNX Runtime")]
    public float Raw()
    {
        var sum = 0f;
        for (var i = 0; i < Pictures; i++)
        {
            using var encoded = _decoder.Open(_source);
            using var image = encoded.Decode(encoded.ScaleFor(_input.Size, _input.Resize));
            _preprocessor.Write(image, region: null, _input.Size, _raw.Input);
            sum += _raw.Run();
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Pictures, Description = "EmbedImages, cursor")]
    public float Cursor()
    {
        var sum = 0f;
        var column = _embedded.Schema[Column];
        using var cursor = _embedded.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var value = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref value);
            sum += value.GetValues()[0];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Pictures, Description = "EmbedImages, PredictionEngine")]
    public float Engine()
    {
        var sum = 0f;
        var picture = new Picture { Path = _path };
        for (var i = 0; i < Pictures; i++)
        {
            sum += _engine.Predict(picture).Face[0];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Pictures, Description = "stock ML.NET")]
    public float Stock()
    {
        var sum = 0f;
        for (var i = 0; i < Pictures; i++)
        {
            sum += _stock(_path);
        }

        return sum;
    }

    private sealed class Picture
    {
        public string Path { get; set; } = "";
    }

    private sealed class Embedded
    {
        public float[] Face { get; set; } = [];
    }
}
