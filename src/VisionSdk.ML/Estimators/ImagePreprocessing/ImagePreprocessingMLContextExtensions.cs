using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>Preprocessing of pictures for ML.NET pipelines.</summary>
public static class ImagePreprocessingMLContextExtensions
{
    /// <summary>Makes the input tensor of a model from the picture of each row.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="outputColumnName">Name of the tensor's column; <see cref="ImagePreprocessingEstimator"/> lists the others.</param>
    /// <param name="settings">How the model wants its pictures.</param>
    /// <param name="inputColumnName">
    /// The column of the pictures: paths of files, or encoded bytes. <see langword="null"/> takes <paramref name="outputColumnName"/>.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">The input is not one that pictures can be written to.</exception>
    /// <remarks>
    /// The tensor is the one that <see cref="ImagePreprocessor"/> writes for the whole picture: decoded no larger than needed, upright, with the
    /// model's resizing, colours and normalisation. Score it with <see cref="ModelScoringMLContextExtensions.ScoreVisionModel"/>.
    /// </remarks>
    public static ImagePreprocessingEstimator PreprocessImages(
        this MLContext mlContext,
        string outputColumnName,
        ImagePreprocessingSettings settings,
        string? inputColumnName = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var columns = new VisionColumns(outputColumnName, inputColumnName ?? outputColumnName);
        return new ImagePreprocessingEstimator(mlContext, new ImagePreprocessingFeature(columns, settings));
    }
}
