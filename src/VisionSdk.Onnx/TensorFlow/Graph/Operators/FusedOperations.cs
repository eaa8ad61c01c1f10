using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>What TensorFlow's optimiser has fused into a convolution or a matrix product: a bias and an activation.</summary>
/// <param name="Bias">A vector over the output channels, or <see langword="null"/>.</param>
/// <param name="Activation">Name of the activation, or <see langword="null"/>.</param>
/// <param name="Slope">Slopes of a <c>Prelu</c>, or <see langword="null"/>.</param>
internal readonly record struct FusedOperations(GraphTensor? Bias, string? Activation, GraphTensor? Slope)
{
    /// <summary>Reads <c>fused_ops</c>, whose operands follow the node's own inputs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="firstInput">Index of the first input that belongs to them.</param>
    public static FusedOperations Read(NodeConversion node, int firstInput)
    {
        var names = node.Attributes.Texts("fused_ops");
        var hasBias = names is ["BiasAdd", ..];
        ImmutableArray<string> activations = hasBias ? names.RemoveAt(0) : names;
        if (activations.Length > 1)
        {
            throw node.Failure($"fuses {string.Join(" and ", names)}, which is not supported");
        }

        var activation = activations is [var name] ? name : null;
        return new FusedOperations(
            hasBias ? node.Input(firstInput) : null,
            activation,
            activation == "Prelu" ? node.Input(firstInput + (hasBias ? 1 : 0)) : null
        );
    }

    /// <summary>Adds the node's main operation, then the activation.</summary>
    /// <param name="node">The node.</param>
    /// <param name="layout">The order in which the result is held.</param>
    /// <param name="operation">The ONNX operator.</param>
    /// <param name="inputs">Its inputs without the bias, which ONNX takes last.</param>
    /// <param name="attributes">Its parameters.</param>
    public GraphValue Emit(
        NodeConversion node,
        TensorLayout layout,
        string operation,
        ReadOnlySpan<GraphValue> inputs,
        params ReadOnlySpan<OnnxAttribute> attributes
    )
    {
        ReadOnlySpan<GraphValue> operands = Bias is null
            ? inputs
            : [.. inputs, Bias.In(node.Builder, TensorLayout.Nhwc)];
        return Activation is null
            ? node.Emit(operation, operands, attributes)
            : Activate(node, node.Step(operation, operands, attributes), layout);
    }

    private GraphValue Activate(NodeConversion node, GraphValue value, TensorLayout layout) =>
        Activation switch
        {
            "Relu" or "Elu" or "Sigmoid" or "Tanh" => node.Emit(Activation, [value]),
            "Relu6" => node.Emit("Clip", [value, node.Builder.Scalar(0), node.Builder.Scalar(6)]),
            "LeakyRelu" => node.Emit(
                "LeakyRelu",
                [value],
                OnnxAttribute.Float("alpha", node.Attributes.Number("leakyrelu_alpha", LeakyReluOperator.DefaultAlpha))
            ),
            "Prelu" => node.Emit("PRelu", [value, Slope!.In(node.Builder, layout)]),
            _ => throw node.Failure($"fuses the activation {Activation}, which is not supported"),
        };
}
