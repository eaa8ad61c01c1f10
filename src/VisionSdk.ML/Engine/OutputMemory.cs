using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace VisionSdk.ML;

/// <summary>Native memory of one output tensor for the largest batch, and its shape for one image.</summary>
/// <remarks>The shape is not guessed from the graph: it is that of the first run.</remarks>
internal sealed class OutputMemory(LeadingDimension leading, int maxBatch) : IDisposable
{
    private readonly bool _isBatched = leading == LeadingDimension.Batch;
    private NativeFloats? _memory;
    private long[] _shape = [];
    private int[] _itemShape = [];
    private int _itemLength;

    /// <summary>Shape of the tensor for one image, batch dimension removed.</summary>
    public ReadOnlySpan<int> ItemShape => _itemShape;

    /// <summary>The values for one image.</summary>
    public ReadOnlySpan<float> Values(int item) =>
        _memory is null ? [] : _memory.Slice(_isBatched ? (long)item * _itemLength : 0, _itemLength);

    /// <summary>Takes over the shape and the values of a tensor that the runtime allocated.</summary>
    /// <returns>Whether this output can have such a shape in a run of this batch.</returns>
    public bool TryCopyFrom(OrtValue value, int batch)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        var expected = _isBatched ? batch : 1;
        if (leading != LeadingDimension.Item && (shape.Length == 0 || shape[0] != expected))
        {
            return false;
        }

        var itemShape = Array.ConvertAll(
            leading == LeadingDimension.Item ? shape : shape[1..],
            static dimension => checked((int)dimension)
        );
        var itemLength = 1L;
        foreach (var dimension in itemShape)
        {
            itemLength = checked(itemLength * dimension);
        }

        _shape = shape;
        _itemShape = itemShape;
        _itemLength = checked((int)itemLength);
        var needed = _isBatched ? checked(itemLength * maxBatch) : itemLength;
        if (_memory is null || _memory.Length < needed)
        {
            _memory?.Dispose();
            _memory = new NativeFloats(needed);
        }

        var source = value.GetTensorDataAsSpan<float>();
        source.CopyTo(_memory.Slice(0, source.Length));
        return true;
    }

    /// <summary>Describes the memory to the runtime as the output of a batch.</summary>
    public OrtValue Describe(int batch)
    {
        var shape = (long[])_shape.Clone();
        if (_isBatched)
        {
            shape[0] = batch;
        }

        var length = _isBatched ? (long)_itemLength * batch : _itemLength;
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            TensorElementType.Float,
            shape,
            _memory!.Address,
            length * sizeof(float)
        );
    }

    public void Dispose() => _memory?.Dispose();
}
