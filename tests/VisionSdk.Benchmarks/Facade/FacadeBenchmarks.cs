using BenchmarkDotNet.Attributes;
using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Benchmarks;

/// <summary>From a JPEG file to detected faces: the client against its parts used by hand, and against the pipeline of ML.NET's documentation.</summary>
[MemoryDiagnoser]
public class FacadeBenchmarks
{
    private VisionClient _client = null!;
    private ImageDecoder _decoder = null!;
    private ImagePreprocessor _preprocessor = null!;
    private RawSession _raw = null!;
    private ModelInput _input = null!;
    private Func<string, float> _stock = null!;
    private ImageSource _source = null!;
    private string _path = null!;

    /// <summary>Size of the photograph, in millions of pixels.</summary>
    [Params(1, 12)]
    public int Megapixels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _path = Photographs.Jpeg(Megapixels);
        _source = ImageSource.FromFile(_path);
        _client = VisionClient.Create();
        var package = Packages.Open(DefaultModels.FaceDetectorBlazeFace);
        _input = package.Manifest.Input;
        _decoder = new ImageDecoder();
        _preprocessor = new ImagePreprocessor(_input);
        _raw = new RawSession(package, [1, 512, 1], [1, 512, 16], [1, 384, 1], [1, 384, 16]);
        _stock = new StockMlNet().Pictures(
            package.ArtifactPath,
            _input.Name,
            package.Manifest.Output.Tensors[0],
            _input.Width,
            offset: 127.5f,
            scale: 1 / 127.5f
        );
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _client.DisposeAsync();
        _raw.Dispose();
        _decoder.Dispose();
    }

    [Benchmark(Baseline = true, Description = "own preprocessing + raw ONNX Runtime")]
    public float Raw()
    {
        using var encoded = _decoder.Open(_source);
        using var image = encoded.Decode(encoded.ScaleFor(_input.Size, _input.Resize));
        _preprocessor.Write(image, region: null, _input.Size, _raw.Input);
        return _raw.Run();
    }

    [Benchmark(Description = "IVisionClient.DetectAsync")]
    public async Task<int> Facade() => (await _client.DetectAsync(_source, DetectOptions.Faces)).Detections.Length;

    [Benchmark(Description = "stock ML.NET")]
    public float Stock() => _stock(_path);
}
