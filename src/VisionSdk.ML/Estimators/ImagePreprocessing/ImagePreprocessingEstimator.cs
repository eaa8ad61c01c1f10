using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Adds the picture of each row as the input tensor of a model.</summary>
/// <remarks>
/// <para>
/// <b>Estimator Characteristics</b>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Text (path of a file) or a vector of Byte (encoded image)</description></item>
/// <item><term>Output column data types</term><description>Two vectors of Single, of known size; one Text</description></item>
/// <item><term>Required package</term><description>VisionSdk.ML</description></item>
/// <item><term>Disposal</term><description>The transformer keeps working memory; dispose it.</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// </para>
/// <para>
/// Output columns, for an output name <c>input</c>:
/// <list type="table">
/// <item><term><c>input</c></term><description>Vector of Single: the tensor, [C, H, W] or [H, W, C] as the model's layout says. NaN without a picture.</description></item>
/// <item><term><c>input.Placement</c></term><description>Vector of 4 Single, ScaleX, ScaleY, OffsetX, OffsetY of the <see cref="Letterbox"/> that maps results back to the displayed source. NaN without a picture.</description></item>
/// <item><term><c>input.Status</c></term><description>Text: name of a <see cref="VisionRowStatus"/>.</description></item>
/// </list>
/// </para>
/// </remarks>
public sealed class ImagePreprocessingEstimator : IEstimator<VisionTransformer>
{
    private readonly VisionEstimator _estimator;

    internal ImagePreprocessingEstimator(MLContext ml, ImagePreprocessingFeature feature) =>
        _estimator = new VisionEstimator(ml, feature);

    /// <summary>Prepares the transformer.</summary>
    /// <param name="input">A view with the input column; its rows are not read.</param>
    /// <returns>The transformer, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type.</exception>
    public VisionTransformer Fit(IDataView input) => _estimator.Fit(input);

    /// <summary>The shape of the schema after the transformer.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The input's columns and those of the results.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or has another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _estimator.GetOutputSchema(inputSchema);
}
