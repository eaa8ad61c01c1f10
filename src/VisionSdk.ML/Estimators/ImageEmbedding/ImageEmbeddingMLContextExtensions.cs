using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Image embedding for ML.NET pipelines.</summary>
public static class ImageEmbeddingMLContextExtensions
{
    /// <summary>Embeds the picture of each row, or an object in it.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="outputColumnName">Name of the main output column, or prefix of them all; see <see cref="ImageEmbeddingEstimator"/>.</param>
    /// <param name="settings">Which models, and how they are used.</param>
    /// <param name="inputColumnName">
    /// The column of the pictures: paths of files, or encoded bytes. <see langword="null"/> takes <paramref name="outputColumnName"/>.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">A model is for another task, or an option is out of its range.</exception>
    public static ImageEmbeddingEstimator EmbedImages(
        this MLContext mlContext,
        string outputColumnName,
        ImageEmbeddingSettings settings,
        string? inputColumnName = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var columns = new VisionColumns(outputColumnName, inputColumnName ?? outputColumnName, settings.BoxColumnName);
        return new ImageEmbeddingEstimator(mlContext, new ImageEmbeddingFeature(columns, settings));
    }
}
