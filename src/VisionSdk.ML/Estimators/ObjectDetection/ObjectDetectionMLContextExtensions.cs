using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Object detection for ML.NET pipelines.</summary>
public static class ObjectDetectionMLContextExtensions
{
    /// <summary>Detects objects, or faces, in the picture of each row.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="outputColumnName">Prefix of the output columns; see <see cref="ObjectDetectionEstimator"/> for them.</param>
    /// <param name="settings">Which model, and how it is used.</param>
    /// <param name="inputColumnName">
    /// The column of the pictures: paths of files, or encoded bytes. <see langword="null"/> takes <paramref name="outputColumnName"/>.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">The model is for another task, or an option is out of its range.</exception>
    public static ObjectDetectionEstimator DetectObjects(
        this MLContext mlContext,
        string outputColumnName,
        ObjectDetectionSettings settings,
        string? inputColumnName = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var columns = new VisionColumns(outputColumnName, inputColumnName ?? outputColumnName);
        return new ObjectDetectionEstimator(mlContext, new ObjectDetectionFeature(columns, settings));
    }
}
