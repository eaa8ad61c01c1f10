namespace VisionSdk.Onnx;

/// <summary>A tensor of the TensorFlow graph during conversion.</summary>
/// <param name="shape">Its shape in TensorFlow's order of dimensions.</param>
/// <param name="elementType">Type of its elements in the result.</param>
internal abstract class GraphTensor(TensorShape shape, OnnxElementType elementType)
{
    /// <summary>The shape in TensorFlow's order of dimensions, however the value is held.</summary>
    public TensorShape Shape { get; } = shape;

    public OnnxElementType ElementType { get; } = elementType;

    /// <summary>The order in which the value is at hand without a transposition.</summary>
    public abstract TensorLayout Layout { get; }

    /// <summary>The value in an order of dimensions.</summary>
    /// <param name="builder">Where nodes or initialisers that this takes are added.</param>
    /// <param name="layout">The order; <see cref="TensorLayout.Nchw"/> as <see cref="ChannelsFirst"/> says.</param>
    public abstract GraphValue In(GraphBuilder builder, TensorLayout layout);
}
