using BenchmarkDotNet.Attributes;
using VisionSdk.ML;

namespace VisionSdk.Benchmarks;

/// <summary>What a call of the client costs beyond the engine: admission, pipeline, lease, turn, circuit, telemetry and provenance.</summary>
/// <remarks>The network is tiny and the picture small, so that the difference is not lost in their time.</remarks>
[MemoryDiagnoser]
public class LeaseBenchmarks
{
    private const int Calls = 100;

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

    /// <summary>A caller that awaits on threads of the pool, as those of a server do; one that blocks its own thread finds fewer of the pooled parts.</summary>
    [Benchmark(Description = "IVisionClient.DetectAsync", OperationsPerInvoke = Calls)]
    public async Task<int> Client()
    {
        var found = 0;
        for (var call = 0; call < Calls; call++)
        {
            found += (await _client.DetectAsync(_picture)).Detections.Length;
        }

        return found;
    }

    private int Detect()
    {
        using var encoded = _decoder.Open(_picture);
        using var image = encoded.Decode(_detector.ScaleFor(encoded.SourceSize));
        return _detector.Detect(image).Length;
    }
}
