using System.Numerics;
using System.Numerics.Tensors;

namespace VisionSdk.Onnx;

internal static class TensorConversion
{
    public static TTo[] To<TFrom, TTo>(ReadOnlySpan<TFrom> source)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        var result = new TTo[source.Length];
        TensorPrimitives.ConvertTruncating(source, result.AsSpan());
        return result;
    }
}
