namespace VisionSdk.Onnx;

/// <summary>A tensor of a TensorFlow graph that becomes an output of the ONNX model. It may lie inside the graph: what only later nodes need is dropped.</summary>
/// <param name="Tensor">The tensor, <c>node</c> or <c>node:index</c>.</param>
/// <param name="Name">Name of the ONNX output; the tensor's when <see langword="null"/>.</param>
/// <param name="Layout">Order of a feature map's dimensions: TensorFlow's <c>[N, H, W, C]</c>, or <c>[N, C, H, W]</c> without the transposition. Outputs of other than four dimensions always keep TensorFlow's order.</param>
public sealed record TensorFlowOutput(string Tensor, string? Name = null, TensorLayout Layout = TensorLayout.Nhwc);
