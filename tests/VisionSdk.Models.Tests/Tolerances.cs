namespace VisionSdk.Models.Tests;

internal static class Tolerances
{
    /// <summary>
    /// Largest difference between a converted network and the original, as a fraction of the output's largest absolute value. The original
    /// dequantises its weights in double, ONNX Runtime in float, and the sums run in another order.
    /// </summary>
    public const float ConversionOfScale = 1e-4f;
}
