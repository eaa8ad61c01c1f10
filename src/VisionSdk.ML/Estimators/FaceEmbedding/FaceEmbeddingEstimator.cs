using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Adds the embedding of the most prominent face in the picture of each row.</summary>
/// <remarks>
/// <para>
/// <b>Estimator Characteristics</b>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Text (path of a file) or a vector of Byte (encoded image)</description></item>
/// <item><term>Output column data types</term><description>A vector of Single of known size; a vector of four Single; Single; Int32; Text</description></item>
/// <item><term>Required package</term><description>VisionSdk.ML</description></item>
/// <item><term>Disposal</term><description>The transformer owns the networks; dispose it.</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// </para>
/// <para>
/// Output columns, for an output name <c>Face</c>:
/// <list type="table">
/// <item><term><c>Face</c></term><description>Vector of Single, as many as the embedder has dimensions: the embedding. It identifies the person: never log it.</description></item>
/// <item><term><c>Face.Box</c></term><description>Vector of 4 Single: X, Y, Width, Height of the most prominent face, in pixels of the displayed source.</description></item>
/// <item><term><c>Face.Confidence</c></term><description>Single, in [0, 1].</description></item>
/// <item><term><c>Face.FacesFound</c></term><description>Int32: how many faces the detector found.</description></item>
/// <item><term><c>Face.Status</c></term><description>Text: name of a <see cref="VisionRowStatus"/>.</description></item>
/// </list>
/// </para>
/// <para>
/// A row without a usable face has an embedding of NaN: ML.NET's missing value, which
/// <see cref="DataOperationsCatalog.FilterRowsByMissingValues"/> removes. Box and confidence are NaN only when no face was found at all.
/// </para>
/// <para>
/// Rows are computed one by one, since each picture goes through several networks; for several at once, use the cursors of a set, or several
/// threads. The numbers are those of <see cref="FacePipeline"/> for the face that <see cref="FaceProminence"/> ranks first.
/// </para>
/// </remarks>
public sealed class FaceEmbeddingEstimator : IEstimator<VisionTransformer>
{
    private readonly VisionEstimator _estimator;

    internal FaceEmbeddingEstimator(MLContext ml, FaceEmbeddingFeature feature) =>
        _estimator = new VisionEstimator(ml, feature);

    /// <summary>Loads the networks.</summary>
    /// <param name="input">A view with the input columns; its rows are not read.</param>
    /// <returns>The transformer, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    /// <exception cref="ModelLoadException">A network cannot be loaded.</exception>
    /// <exception cref="ArgumentException">The models do not fit together, as <see cref="FacePipeline"/> says.</exception>
    public VisionTransformer Fit(IDataView input) => _estimator.Fit(input);

    /// <summary>The shape of the schema after the transformer.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <returns>The input's columns and those of the results.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An input column is missing or has another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _estimator.GetOutputSchema(inputSchema);
}
