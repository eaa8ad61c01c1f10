using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>A row of the training data; ML.NET reads the properties.</summary>
internal sealed class LogisticExample(float[] features, bool isSame, float weight)
{
    [VectorType(1)]
    public float[] Features { get; } = features;

    public bool IsSame { get; } = isSame;

    public float Weight { get; } = weight;
}
