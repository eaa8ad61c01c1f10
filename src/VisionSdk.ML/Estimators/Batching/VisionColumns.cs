namespace VisionSdk.ML;

/// <summary>The columns that an estimator is told.</summary>
/// <param name="Output">Name of the main output column and prefix of the others.</param>
/// <param name="Image">The column of the pictures.</param>
/// <param name="Box">The column of the boxes, or <see langword="null"/> for whole pictures.</param>
internal sealed record VisionColumns(string Output, string Image, string? Box = null);
