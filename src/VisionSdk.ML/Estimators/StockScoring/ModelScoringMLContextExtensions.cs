using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

namespace VisionSdk.ML;

/// <summary>Scoring with stock transformers, for pipelines that applications without this library load.</summary>
public static class ModelScoringMLContextExtensions
{
    // The default of Google.Protobuf and of ML.NET.
    private const int GraphDepth = 100;

    /// <summary>Runs a package's network on tensors, by ML.NET's own ONNX transformer.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputColumnName">
    /// The column of the tensors, as <see cref="ImagePreprocessingMLContextExtensions.PreprocessImages"/> makes them; <see langword="null"/> for a
    /// column with the name of the model's input tensor.
    /// </param>
    /// <returns>
    /// A chain of stock estimators. It adds the model's output tensors as vectors of Single, under their names in the graph: raw values, before
    /// any decoding, suppression or scaling to unit length.
    /// </returns>
    /// <exception cref="ModelLoadException">The graph file cannot be read.</exception>
    /// <exception cref="ModelIntegrityException">The graph's bytes have changed since the package was opened.</exception>
    /// <remarks>
    /// <para>
    /// Save the fitted chain by itself: the file contains the network, and any application that references Microsoft.ML.OnnxTransformer loads it
    /// with <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>, without this library and without a models folder. Make the tensors
    /// where this library is, or in that application's own way.
    /// </para>
    /// <para>
    /// The network in the file is the package's with weights in single precision: ML.NET refuses graphs that store them in half precision.
    /// </para>
    /// <para>
    /// It computes row by row and copies each tensor; where this library is at hand, <c>DetectObjects</c>, <c>LocateLandmarks</c>, <c>EmbedFaces</c>
    /// and <c>EmbedImages</c> are faster and return results instead of tensors. The fitted <see cref="OnnxTransformer"/> owns the network: dispose it.
    /// </para>
    /// </remarks>
    public static IEstimator<ITransformer> ScoreVisionModel(
        this MLContext mlContext,
        ModelPackage model,
        string? inputColumnName = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(model);
        var graph = new MemoryStream(StockGraph.Of(model), writable: false);
        var input = model.Manifest.Input;
        int[] shape =
            input.Layout == TensorLayout.Nchw
                ? [1, input.Channels, input.Height, input.Width]
                : [1, input.Height, input.Width, input.Channels];
        var scoring = mlContext.Transforms.ApplyOnnxModel(
            [.. model.Manifest.Output.Tensors],
            [input.Name],
            graph,
            new Dictionary<string, int[]>(StringComparer.Ordinal) { [input.Name] = shape },
            gpuDeviceId: null,
            fallbackToCpu: false,
            recursionLimit: GraphDepth
        );
        return inputColumnName is null || inputColumnName == input.Name
            ? scoring
            : mlContext.Transforms.CopyColumns(input.Name, inputColumnName).Append(scoring);
    }
}
