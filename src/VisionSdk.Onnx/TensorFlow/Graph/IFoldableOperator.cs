namespace VisionSdk.Onnx;

/// <summary>An operator that the importer can evaluate itself, so that shapes and axes that a graph computes from constants are known to later nodes.</summary>
internal interface IFoldableOperator : IGraphOperator
{
    /// <summary>Evaluates a node with one output whose inputs are all constant.</summary>
    /// <returns>The output, or <see langword="null"/> to leave the evaluation to the runtime.</returns>
    ConstantTensor? Fold(NodeConversion node);
}
