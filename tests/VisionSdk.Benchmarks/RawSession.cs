using Microsoft.ML.OnnxRuntime;
using VisionSdk.ML;

namespace VisionSdk.Benchmarks;

/// <summary>ONNX Runtime by itself, used as well as it can be: one thread, OrtValues over memory that is allocated once.</summary>
internal sealed class RawSession : IDisposable
{
    private readonly SessionOptions _options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;

    /// <param name="package">The model.</param>
    /// <param name="outputShapes">Shape of each output, batch 1.</param>
    public RawSession(ModelPackage package, params long[][] outputShapes)
    {
        var manifest = package.Manifest;
        _session = new InferenceSession(package.ArtifactPath, _options);
        Input = new float[manifest.Input.Channels * manifest.Input.Size.PixelCount];
        _inputNames = [manifest.Input.Name];
        _outputNames = [.. manifest.Output.Tensors];
        long[] shape = [1, manifest.Input.Channels, manifest.Input.Height, manifest.Input.Width];
        _inputs = [OrtValue.CreateTensorValueFromMemory(Input, shape)];
        _outputs =
        [
            .. outputShapes.Select(static output =>
                OrtValue.CreateTensorValueFromMemory(new float[output.Aggregate(1L, static (a, b) => a * b)], output)
            ),
        ];
    }

    /// <summary>The input tensor's memory.</summary>
    public float[] Input { get; }

    /// <summary>Runs the network on <see cref="Input"/>.</summary>
    /// <returns>The first output's first value.</returns>
    public float Run()
    {
        _session.Run(_run, _inputNames, _inputs, _outputNames, _outputs);
        return _outputs[0].GetTensorDataAsSpan<float>()[0];
    }

    public void Dispose()
    {
        foreach (var value in _inputs.Concat(_outputs))
        {
            value.Dispose();
        }

        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }
}
