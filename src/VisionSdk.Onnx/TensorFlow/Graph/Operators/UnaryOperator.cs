using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>A function of each element.</summary>
/// <param name="operations">ONNX operators, applied one after another.</param>
/// <param name="function">The function for folding, or <see langword="null"/> to leave that to the runtime.</param>
internal sealed class UnaryOperator(ImmutableArray<string> operations, Func<double, double>? function = null)
    : IFoldableOperator
{
    public UnaryOperator(string operation, Func<double, double>? function = null)
        : this([operation], function) { }

    public void Convert(NodeConversion node)
    {
        var input = node.Input(0);
        var value = input.In(node.Builder, input.Layout);
        foreach (var operation in operations.AsSpan()[..^1])
        {
            value = node.Step(operation, [value]);
        }

        node.Yield(node.Emit(operations[^1], [value]), input.Shape, input.ElementType, input.Layout);
    }

    public ConstantTensor? Fold(NodeConversion node) => function is null ? null : Folding.Map(node, function);
}
