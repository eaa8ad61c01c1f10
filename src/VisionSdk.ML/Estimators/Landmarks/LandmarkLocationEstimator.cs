using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Adds where a keypoint model sees the landmarks of the object in each row's picture: of a face, a face mesh, a body.</summary>
/// <remarks>
/// <para>
/// <b>Estimator Characteristics</b>
/// <list type="table">
/// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
/// <item><term>Input column data type</term><description>Text (path of a file) or a vector of Byte (encoded image); with a box column, a vector of Single too</description></item>
/// <item><term>Output column data types</term><description>Two vectors of Single, of known size; one Text</description></item>
/// <item><term>Required package</term><description>VisionSdk.ML</description></item>
/// <item><term>Disposal</term><description>The transformer owns the network; dispose it.</description></item>
/// <item><term>Exportable to ONNX</term><description>No</description></item>
/// </list>
/// </para>
/// <para>
/// Output columns, for an output name <c>Pose</c> and a model of n keypoints, in the order of the model:
/// <list type="table">
/// <item><term><c>Pose.Points</c></term><description>Vector of 2n Single: X, Y in pixels of the displayed source. NaN without a result.</description></item>
/// <item><term><c>Pose.Confidences</c></term><description>Vector of n Single, in [0, 1]; 1 where the model has none. NaN without a result.</description></item>
/// <item><term><c>Pose.Status</c></term><description>Text: name of a <see cref="VisionRowStatus"/>.</description></item>
/// </list>
/// </para>
/// <para>
/// One pass of the network, over the whole picture or over the first box of a box column. <see cref="FacePipeline"/>, and with it
/// <c>EmbedFaces</c>, locates facial landmarks twice, which is more precise.
/// </para>
/// </remarks>
public sealed class LandmarkLocationEstimator : IEstimator<VisionTransformer>
{
    private readonly VisionEstimator _estimator;

    internal LandmarkLocationEstimator(MLContext ml, LandmarkLocationFeature feature) =>
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
