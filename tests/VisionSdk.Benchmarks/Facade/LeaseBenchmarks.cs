using BenchmarkDotNet.Attributes;
using VisionSdk.ML;

namespace VisionSdk.Benchmarks;

/// <summary>What a call of the client costs beyond the engine: admission, pipeline, lease, turn, circuit, telemetry and provenance.</summary>
/// <remarks>The network is tiny and the picture small, so that the difference is not lost in their time.</remarks>
[MemoryDiagnoser]
public class LeaseBenchmarks
{
    private readonly TinyModel _model = new();
    private VisionClient _client = null!;
    private InferenceEngine _engine = null!;
    private ObjectDetector _detector = null!;
    private ImageDecoder _decoder = null!;
    private ImageSource _picture = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _client = VisionClient.Create(_model.Options);
        _engine = new InferenceEngine(_model.Open());
        _detector = new ObjectDetector(_engine);
        _decoder = new ImageDecoder();
        _picture = ImageSource.FromPixels(
            new byte[TinyModel.Side * TinyModel.Side * 4],
            TinyModel.Side,
            TinyModel.Side,
            PixelFormat.Rgba32
        );
        await _client.DetectAsync(_picture);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _client.DisposeAsync();
        _engine.Dispose();
        _decoder.Dispose();
        _model.Dispose();
    }

    [Benchmark(Baseline = true, Description = "engine, on the caller's thread")]
    public int Engine() => Detect();

    [Benchmark(Description = "engine, on a thread of the pool")]
    public async Task<int> EngineOnPool()
    {
        // As the client does: the caller's thread must not be held up by computing.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return Detect();
    }

    [Benchmark(Description = "IVisionClient.DetectAsync")]
    public async Task<int> Client() => (await _client.DetectAsync(_picture)).Detections.Length;

    private int Detect()
    {
        using var encoded = _decoder.Open(_picture);
        using var image = encoded.Decode(_detector.ScaleFor(encoded.SourceSize));
        return _detector.Detect(image).Length;
    }
}
