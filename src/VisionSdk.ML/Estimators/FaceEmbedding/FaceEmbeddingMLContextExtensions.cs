using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Face embedding for ML.NET pipelines.</summary>
public static class FaceEmbeddingMLContextExtensions
{
    /// <summary>Embeds the most prominent face in the picture of each row.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="outputColumnName">Name of the main output column, or prefix of them all; see <see cref="FaceEmbeddingEstimator"/>.</param>
    /// <param name="settings">Which models, and how they are used.</param>
    /// <param name="inputColumnName">
    /// The column of the pictures: paths of files, or encoded bytes. <see langword="null"/> takes <paramref name="outputColumnName"/>.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A model is for another task, or an option is out of its range.</exception>
    public static FaceEmbeddingEstimator EmbedFaces(
        this MLContext mlContext,
        string outputColumnName,
        FaceEmbeddingSettings settings,
        string? inputColumnName = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var columns = new VisionColumns(outputColumnName, inputColumnName ?? outputColumnName);
        return new FaceEmbeddingEstimator(mlContext, new FaceEmbeddingFeature(columns, settings));
    }
}
