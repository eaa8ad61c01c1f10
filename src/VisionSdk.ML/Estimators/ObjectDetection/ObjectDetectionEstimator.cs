using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Adds what a detector finds in the picture of each row.</summary>
/// <remarks>
/// <para>
/// <b>Estimator Characteristics</b>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Text (path of a file) or a vector of Byte (encoded image)</description></item>
/// <item><term>Output column data types</term><description>Vectors of unknown size of Single, Int32 and Text; one Text</description></item>
/// <item><term>Required package</term><description>VisionSdk.ML</description></item>
/// <item><term>Disposal</term><description>The transformer owns the network; dispose it.</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// </para>
/// <para>
/// Output columns, for an output name <c>Objects</c>; the vectors have an element (of <c>Boxes</c>: four) for each detection, by falling
/// confidence:
/// <list type="table">
/// <item><term><c>Objects.Boxes</c></term><description>Single: X, Y, Width, Height in pixels of the displayed source.</description></item>
/// <item><term><c>Objects.Confidences</c></term><description>Single, in [0, 1].</description></item>
/// <item><term><c>Objects.ClassIds</c></term><description>Int32: index of the class in the model's labels.</description></item>
/// <item><term><c>Objects.Labels</c></term><description>Text: name of the class.</description></item>
/// <item><term><c>Objects.Status</c></term><description>Text: name of a <see cref="VisionRowStatus"/>.</description></item>
/// </list>
/// </para>
/// </remarks>
public sealed class ObjectDetectionEstimator : IEstimator<VisionTransformer>
{
    private readonly VisionEstimator _estimator;

    internal ObjectDetectionEstimator(MLContext ml, ObjectDetectionFeature feature) =>
        _estimator = new VisionEstimator(ml, feature);

    /// <summary>Loads the network.</summary>
    /// <param name="input">A view with the input column; its rows are not read.</param>
    /// <returns>The transformer, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type.</exception>
    /// <exception cref="ModelLoadException">The network cannot be loaded.</exception>
    public VisionTransformer Fit(IDataView input) => _estimator.Fit(input);

    /// <summary>The shape of the schema after the transformer.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The input's columns and those of the results.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _estimator.GetOutputSchema(inputSchema);
}
