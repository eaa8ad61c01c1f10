using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <content>Operators that work element by element or reorder elements.</content>
public sealed partial class GraphBuilder
{
    /// <summary><c>a + b</c> with broadcasting.</summary>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    public GraphValue Add(GraphValue a, GraphValue b) => Binary("Add", a, b);

    /// <summary><c>a - b</c> with broadcasting.</summary>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    public GraphValue Sub(GraphValue a, GraphValue b) => Binary("Sub", a, b);

    /// <summary><c>a · b</c> with broadcasting.</summary>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    public GraphValue Mul(GraphValue a, GraphValue b) => Binary("Mul", a, b);

    /// <summary><c>a / b</c> with broadcasting.</summary>
    /// <param name="a">Left operand.</param>
    /// <param name="b">Right operand.</param>
    public GraphValue Div(GraphValue a, GraphValue b) => Binary("Div", a, b);

    /// <summary>Rectifier, <c>max(0, x)</c>.</summary>
    /// <param name="x">Input.</param>
    public GraphValue Relu(GraphValue x) => Unary("Relu", x);

    /// <summary>Leaky rectifier, <c>x</c> above 0 and <c>alpha · x</c> below.</summary>
    /// <param name="x">Input.</param>
    /// <param name="alpha">Slope below 0.</param>
    public GraphValue LeakyRelu(GraphValue x, float alpha) =>
        Unary("LeakyRelu", x, OnnxAttribute.Float("alpha", alpha));

    /// <summary>Logistic function.</summary>
    /// <param name="x">Input.</param>
    public GraphValue Sigmoid(GraphValue x) => Unary("Sigmoid", x);

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">Input.</param>
    public GraphValue Tanh(GraphValue x) => Unary("Tanh", x);

    /// <summary>Exponential function.</summary>
    /// <param name="x">Input.</param>
    public GraphValue Exp(GraphValue x) => Unary("Exp", x);

    /// <summary>Square root.</summary>
    /// <param name="x">Input.</param>
    public GraphValue Sqrt(GraphValue x) => Unary("Sqrt", x);

    /// <summary>Soft-max along an axis.</summary>
    /// <param name="x">Input.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    public GraphValue Softmax(GraphValue x, int axis = -1) => Unary("Softmax", x, OnnxAttribute.Int("axis", axis));

    /// <summary>Limits values to a range.</summary>
    /// <param name="x">Float32 input.</param>
    /// <param name="minimum">Lower limit.</param>
    /// <param name="maximum">Upper limit.</param>
    public GraphValue Clip(GraphValue x, float minimum, float maximum)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node("Clip", [x, Scalar(minimum), Scalar(maximum)]).As(x.ElementType, x.Shape);
    }

    /// <summary>The value under another name.</summary>
    /// <param name="x">Input.</param>
    /// <param name="name">Wish for a name.</param>
    public GraphValue Identity(GraphValue x, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node("Identity", [x], [], name).As(x.ElementType, x.Shape);
    }

    /// <summary>The values in another element type.</summary>
    /// <param name="x">Input.</param>
    /// <param name="elementType">Type of the result.</param>
    public GraphValue Cast(GraphValue x, OnnxElementType elementType)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node("Cast", [x], [OnnxAttribute.Int("to", (long)elementType)]).As(elementType, x.Shape);
    }

    /// <summary>Joins values along an axis.</summary>
    /// <param name="axis">The axis, 0 or more.</param>
    /// <param name="values">Values of equal dimensions except along the axis.</param>
    public GraphValue Concat(int axis, params ReadOnlySpan<GraphValue> values)
    {
        var type = values.IsEmpty ? OnnxElementType.Undefined : values[0].ElementType;
        return Node("Concat", values, [OnnxAttribute.Int("axis", axis)]).As(type, ShapeRules.Concat(axis, values));
    }

    /// <summary>The elements with other dimensions.</summary>
    /// <param name="x">Input.</param>
    /// <param name="dimensions">New lengths: 0 keeps the input's length at that position, one -1 is worked out.</param>
    public GraphValue Reshape(GraphValue x, params ReadOnlySpan<long> dimensions)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node("Reshape", [x, Int64s(dimensions)]).As(x.ElementType, ShapeRules.Reshape(x.Shape, dimensions));
    }

    /// <summary>The elements in another order of dimensions.</summary>
    /// <param name="x">Input.</param>
    /// <param name="permutation">Dimension i of the result is dimension <c>permutation[i]</c> of the input.</param>
    public GraphValue Transpose(GraphValue x, params ReadOnlySpan<int> permutation)
    {
        ArgumentNullException.ThrowIfNull(x);
        var axes = Widen(permutation);
        ImmutableArray<OnnxDimension>? shape =
            x.Shape is { } known && known.Length == axes.Length ? [.. axes.Select(a => known[(int)a])] : null;
        return Node("Transpose", [x], [OnnxAttribute.Ints("perm", axes)]).As(x.ElementType, shape);
    }

    private GraphValue Unary(string opType, GraphValue x, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Node(opType, [x], attributes).As(x.ElementType, x.Shape);
    }

    private GraphValue Binary(string opType, GraphValue a, GraphValue b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Node(opType, [a, b]).As(a.ElementType, ShapeRules.Broadcast(a.Shape, b.Shape));
    }

    private static long[] Widen(ReadOnlySpan<int> values)
    {
        var wide = new long[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
