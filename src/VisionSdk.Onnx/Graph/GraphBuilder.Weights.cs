namespace VisionSdk.Onnx;

/// <content>Weights in compact storage.</content>
public sealed partial class GraphBuilder
{
    /// <summary>Adds a weight in its stored form and the nodes that make float32 of it.</summary>
    /// <param name="weight">The weight.</param>
    /// <returns>The float32 value.</returns>
    /// <remarks>
    /// Integers become <c>Cast → Sub → Mul → Add</c>, float16 becomes <c>Cast</c>. A runtime folds these constants once while it loads the model. ONNX's
    /// <c>DequantizeLinear</c> would not do: its zero point is an integer, and ONNX Runtime evaluates it again on every call.
    /// </remarks>
    public GraphValue Weight(CompactWeight weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var stored = Constant(weight.Stored);
        if (stored.ElementType == OnnxElementType.Float32)
        {
            return stored;
        }

        var value = Cast(stored, OnnxElementType.Float32);
        if (weight.Scale.IsEmpty)
        {
            return value;
        }

        var dimensions = FactorDimensions(weight);
        var scale = Constant(OnnxTensor.Float32(weight.Scale.AsSpan(), dimensions, $"{stored.Name}/scale"));
        var offset = Constant(OnnxTensor.Float32(weight.Offset.AsSpan(), dimensions, $"{stored.Name}/offset"));
        return Add(Mul(Sub(value, Scalar(weight.Zero)), scale), offset);
    }

    private static long[] FactorDimensions(CompactWeight weight)
    {
        if (weight.Scale.Length == 1)
        {
            return [];
        }

        var dimensions = new long[weight.Stored.Dimensions.Length];
        Array.Fill(dimensions, 1);
        dimensions[0] = weight.Scale.Length;
        return dimensions;
    }
}
