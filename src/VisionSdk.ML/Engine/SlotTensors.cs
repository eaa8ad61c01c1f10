using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace VisionSdk.ML;

/// <summary>The tensors of one slot for one size of input: native memory for the largest batch, and a bound run per batch size used.</summary>
internal sealed class SlotTensors : IDisposable
{
    private readonly EngineSession _session;
    private readonly GraphSignature _signature;
    private readonly NativeFloats _input;
    private readonly OutputMemory[] _outputs;
    private readonly SlotOutputs[] _views;
    private readonly BoundRun?[] _runs;
    private readonly int _itemLength;
    private bool _hasShapes;
    private bool _shapesVary;

    public SlotTensors(EngineSession session, ImageSize canvas)
    {
        _session = session;
        _signature = session.Signature;
        Canvas = canvas;
        var maxBatch = _signature.MaxBatch;
        _itemLength = checked((int)(canvas.PixelCount * _signature.Input.Channels));
        _input = new NativeFloats((long)_itemLength * maxBatch);
        _outputs = [.. _signature.LeadingDimensions.Select(leading => new OutputMemory(leading, maxBatch))];
        _views = [.. Enumerable.Range(0, maxBatch).Select(item => new SlotOutputs(_outputs, item))];
        _runs = new BoundRun?[maxBatch];
    }

    public ImageSize Canvas { get; }

    public Span<float> Input(int item) => _input.Slice((long)item * _itemLength, _itemLength);

    public IOutputTensors Outputs(int item) => _views[item];

    public void Run(int batch)
    {
        if (!_hasShapes || _shapesVary)
        {
            RunUnbound(batch);
            _hasShapes = true;
            return;
        }

        try
        {
            (_runs[batch - 1] ??= Bind(batch)).Run(_session.RunOptions);
        }
        catch (OnnxRuntimeException)
        {
            // The runtime refuses memory of another shape than it has computed: a graph that suppresses boxes itself has as many rows as there
            // are boxes. From now on it allocates. Any other failure happens again and is reported by this run.
            _shapesVary = true;
            RunUnbound(batch);
        }
    }

    /// <summary>Runs, and looks at every value: a decoder makes plausible nonsense of what is not finite, and a comparison with it is always false.</summary>
    /// <exception cref="ModelRunException">The runtime failed, or an output is not finite.</exception>
    public void RunChecked(int batch)
    {
        Run(batch);
        for (var i = 0; i < _outputs.Length; i++)
        {
            for (var item = 0; item < batch; item++)
            {
                if (!TensorPrimitives.IsFiniteAll(_outputs[i].Values(item)))
                {
                    throw NotFinite(_signature.OutputNames[i]);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var run in _runs)
        {
            run?.Dispose();
        }

        foreach (var output in _outputs)
        {
            output.Dispose();
        }

        _input.Dispose();
    }

    private ModelRunException NotFinite(string output)
    {
        var manifest = _session.Manifest;
        return new ModelRunException(
            ModelRunFailure.NotFinite,
            manifest.Id,
            manifest.Version,
            $"Output '{output}' of model '{manifest.Id}' {manifest.Version} has a value that is not finite; every value must be. Its weights overflow for this picture; use another version."
        );
    }

    private BoundRun Bind(int batch) =>
        new(
            _session.Session,
            _signature,
            DescribeInput(batch),
            [.. _outputs.Select(output => output.Describe(batch))],
            _session.Provider.Actual == ExecutionProvider.Cuda
        );

    private OrtValue DescribeInput(int batch) =>
        OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TensorElementType.Float,
            _signature.InputShape(batch, Canvas),
            _input.Address,
            (long)_itemLength * batch * sizeof(float)
        );

    private void RunUnbound(int batch)
    {
        using var input = DescribeInput(batch);
        using var results = _session.Run(input, _signature.OutputNames);
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (!_outputs[i].TryCopyFrom(results[i], batch))
            {
                var actual = string.Join(", ", results[i].GetTensorTypeAndShape().Shape);
                var expected = _signature.LeadingDimensions[i] == LeadingDimension.Batch ? batch : 1;
                throw new ModelSignatureException(
                    $"Model '{_session.ModelId}' output '{_signature.OutputNames[i]}' of a batch of {batch} should be [{expected}, ...]; got [{actual}]. Correct the manifest's maxBatch or the graph's shapes.",
                    _session.ModelId,
                    _signature.OutputNames[i],
                    $"[{expected}, ...]",
                    $"[{actual}]"
                );
            }
        }
    }
}
