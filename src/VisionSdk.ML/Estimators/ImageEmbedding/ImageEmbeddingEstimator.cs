using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Adds the embedding of the picture of each row, or of an object in it.</summary>
/// <remarks>
/// <para>
/// <b>Estimator Characteristics</b>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Text (path of a file) or a vector of Byte (encoded image); with a box column, a vector of Single too</description></item>
/// <item><term>Output column data types</term><description>A vector of Single of known size; Text</description></item>
/// <item><term>Required package</term><description>VisionSdk.ML</description></item>
/// <item><term>Disposal</term><description>The transformer owns the network; dispose it.</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// </para>
/// <para>
/// Output columns, for an output name <c>Embedding</c>:
/// <list type="table">
/// <item><term><c>Embedding</c></term><description>Vector of Single, as many as the model has dimensions; NaN without a result.</description></item>
/// <item><term><c>Embedding.Status</c></term><description>Text: name of a <see cref="VisionRowStatus"/>.</description></item>
/// </list>
/// </para>
/// </remarks>
public sealed class ImageEmbeddingEstimator : IEstimator<VisionTransformer>
{
    private readonly VisionEstimator _estimator;

    internal ImageEmbeddingEstimator(MLContext ml, ImageEmbeddingFeature feature) =>
        _estimator = new VisionEstimator(ml, feature);

    /// <summary>Loads the network.</summary>
    /// <param name="input">A view with the input columns; its rows are not read.</param>
    /// <returns>The transformer, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    /// <exception cref="ModelLoadException">A network cannot be loaded.</exception>
    public VisionTransformer Fit(IDataView input) => _estimator.Fit(input);

    /// <summary>The shape of the schema after the transformer.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The input's columns and those of the results.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _estimator.GetOutputSchema(inputSchema);
}
