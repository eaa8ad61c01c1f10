using System.Collections.Immutable;
using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>An output tensor as a decoder would see it: for one image, without the batch.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Shape">Its dimensions for one image; 0 where the file does not say.</param>
/// <param name="ComputedBy">The operators that compute it.</param>
internal sealed record GraphOutput(
    string Name,
    OnnxElementType ElementType,
    ImmutableArray<long> Shape,
    ImmutableArray<string> ComputedBy
)
{
    /// <summary>The last dimension; 0 when unknown.</summary>
    public long Last => Shape.IsEmpty ? 0 : Shape[^1];

    /// <summary>Number of rows when the tensor is a table of rows of <see cref="Last"/> values; 0 when unknown.</summary>
    public long Rows => Shape.Length == 0 ? 0 : Shape[..^1].Aggregate(1L, static (product, length) => product * length);

    /// <summary>Whether convolutions (and what reshapes them) are all that computes it: nothing has been decoded or activated.</summary>
    public bool IsRaw =>
        !ComputedBy.IsEmpty && ComputedBy.All(static name => name is "Conv" or "ConvTranspose" or "Gemm" or "MatMul");

    public bool IsSigmoid => ComputedBy.Contains("Sigmoid") || ComputedBy.Contains("HardSigmoid");

    public bool IsSoftmax => ComputedBy.Contains("Softmax");

    /// <summary>How raw scores become probabilities: not at all where the graph does it.</summary>
    public ScoreActivation ActivationOr(ScoreActivation raw) =>
        IsSigmoid || IsSoftmax || !IsRaw ? ScoreActivation.None : raw;

    public override string ToString() =>
        $"{Name} [{string.Join(", ", Shape.Select(static length => length == 0 ? "?" : length.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
