using System.Numerics.Tensors;

namespace VisionSdk;

/// <summary>Raw scores to probabilities.</summary>
internal static class ScoreActivations
{
    /// <summary>The probability of one score; soft-max needs the whole row and is not for this.</summary>
    public static float Apply(this ScoreActivation activation, float value) =>
        activation == ScoreActivation.Sigmoid ? Logistic.Sigmoid(value) : value;

    /// <summary>The raw score below which no probability reaches a confidence, whatever the other scores of the row are.</summary>
    public static float Floor(this ScoreActivation activation, float minConfidence) =>
        activation switch
        {
            ScoreActivation.None => minConfidence,
            ScoreActivation.Sigmoid => Logistic.Floor(minConfidence),
            _ => float.NegativeInfinity,
        };

    /// <summary>Turns a row of scores into probabilities, in place.</summary>
    public static void Apply(this ScoreActivation activation, Span<float> row)
    {
        switch (activation)
        {
            case ScoreActivation.Sigmoid:
                TensorPrimitives.Sigmoid<float>(row, row);
                break;
            case ScoreActivation.Softmax when !row.IsEmpty:
                // Less the maximum, so that no exponential overflows.
                TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
                TensorPrimitives.Exp<float>(row, row);
                TensorPrimitives.Divide(row, TensorPrimitives.Sum<float>(row), row);
                break;
        }
    }
}
