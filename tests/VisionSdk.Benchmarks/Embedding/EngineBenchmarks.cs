using BenchmarkDotNet.Attributes;
using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Benchmarks;

/// <summary>From a tensor to an embedding, batch 1: what the engine and stock ML.NET add to ONNX Runtime itself.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private RawSession _raw = null!;
    private RawSession _again = null!;
    private InferenceEngine _engine = null!;
    private Func<float> _stock = null!;

    [GlobalSetup]
    public void Setup()
    {
        var package = Packages.Open(DefaultModels.FaceEmbedderDlib);
        _raw = new RawSession(package, [1, 128]);
        for (var i = 0; i < _raw.Input.Length; i++)
        {
            _raw.Input[i] = i * 31 % 256;
        }

        _engine = new InferenceEngine(package);
        _again = new RawSession(package, [1, 128]);
        _raw.Input.CopyTo(_again.Input, 0);
        _stock = new StockMlNet().Tensor(
            package.ArtifactPath,
            package.Manifest.Input.Name,
            package.Manifest.Output.Tensors[0],
            _raw.Input
        );
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _raw.Dispose();
        _again.Dispose();
        _engine.Dispose();
    }

    [Benchmark(Baseline = true, Description = "raw ONNX Runtime, OrtValue")]
    public float Raw() => _raw.Run();

    [Benchmark(Description = "the same once more, as a measure of the noise")]
    public float RawAgain() => _again.Run();

    [Benchmark(Description = "InferenceEngine")]
    public float Engine()
    {
        using var slot = _engine.Rent();
        _raw.Input.CopyTo(slot.Input(0));
        slot.Run(1);
        return slot.Outputs(0).Values(0)[0];
    }

    [Benchmark(Description = "stock ML.NET PredictionEngine")]
    public float Stock() => _stock();
}
