using VisionSdk.Onnx.Schema;

namespace VisionSdk.Onnx;

/// <summary>Adds up the sizes of tensors as they are declared, and refuses those that cannot be.</summary>
internal sealed class WeightTally
{
    public long Count { get; private set; }

    public long Bytes { get; private set; }

    /// <exception cref="ModelLoadException">The dimensions are negative, or their product is no number of elements.</exception>
    public void Add(TensorProto tensor)
    {
        try
        {
            var count = OnnxTensor.ElementCount([.. tensor.Dims]);
            Count = checked(Count + count);
            Bytes = checked(Bytes + (count * WidthOf(tensor)));
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new ModelLoadException(
                $"Tensor '{tensor.Name}' has the impossible dimensions [{string.Join(", ", tensor.Dims)}]; the file is damaged.",
                exception
            );
        }
    }

    // Types without a fixed width are texts and the packed 4-bit and 8-bit kinds: one byte is near enough for an estimate.
    private static int WidthOf(TensorProto tensor) =>
        (OnnxElementType)tensor.DataType switch
        {
            OnnxElementType.Undefined or OnnxElementType.Text => 1,
            var type when Enum.IsDefined(type) => type.ByteSize(),
            _ => 1,
        };
}
