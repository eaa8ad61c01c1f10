using System.Buffers;

namespace VisionSdk.ML;

/// <summary>Measures how well a picture shows a face: sharpness, light, pose and size.</summary>
/// <remarks>Thread-safe and synchronous; no network runs. See <see cref="FaceQuality"/> for what the figures mean.</remarks>
public sealed class FaceQualityMeter
{
    private const int ChipSide = 112;

    private static readonly ImageSize Chip = new(ChipSide, ChipSide);

    private readonly ImagePreprocessor _preprocessor = new(
        new ModelInput
        {
            Name = "chip",
            Width = ChipSide,
            Height = ChipSide,
            ColorOrder = ColorOrder.Gray,
        }
    );

    /// <summary>The smallest scale at which a picture can be decoded without losing anything that is measured.</summary>
    /// <param name="landmarks">68 landmarks, in pixels of the displayed source.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>; 1 when the landmarks cannot be aligned.</returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    public static float ScaleFor(ReadOnlySpan<Keypoint> landmarks) =>
        TryAlign(landmarks, out var chipToImage) ? ImageEmbedder.ScaleFor(chipToImage) : 1;

    /// <summary>Measures one face.</summary>
    /// <param name="image">The picture, decoded at least at <see cref="ScaleFor"/>; a coarser one seems blurred.</param>
    /// <param name="detection">The face; only its box counts.</param>
    /// <param name="landmarks">Its 68 landmarks in the order of <see cref="FaceLandmarks68"/>, in pixels of the displayed source.</param>
    /// <returns>
    /// The figures; <see langword="null"/> when the landmarks cannot be aligned or lie outside the picture, which means that the detection is
    /// probably no face.
    /// </returns>
    /// <exception cref="ArgumentException">There are not 68 landmarks.</exception>
    /// <exception cref="ObjectDisposedException">The image is disposed.</exception>
    /// <remarks>What of the face lies beyond the picture's edge is left out.</remarks>
    public FaceQuality? Measure(DecodedImage image, Detection detection, ReadOnlySpan<Keypoint> landmarks)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!TryAlign(landmarks, out var chipToImage))
        {
            return null;
        }

        var pixels = ArrayPool<float>.Shared.Rent(ChipSide * ChipSide);
        try
        {
            var luma = pixels.AsSpan(0, ChipSide * ChipSide);
            _preprocessor.WriteAligned(image, chipToImage, Chip, luma);
            var inside = new ChipCoverage(chipToImage, image.SourceSize);
            return ChipStatistics.TryMeasure(luma, Chip, inside, out var statistics)
                ? Describe(statistics, detection.Box, landmarks)
                : null;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pixels);
        }
    }

    private static FaceQuality Describe(ChipStatistics statistics, BoundingBox box, ReadOnlySpan<Keypoint> landmarks) =>
        new()
        {
            Sharpness = statistics.LaplacianVariance,
            Brightness = statistics.Mean / byte.MaxValue,
            Contrast = statistics.Deviation / byte.MaxValue,
            Yaw = FaceLandmarks68.YawAsymmetry(landmarks),
            Pitch = FaceLandmarks68.NoseHeightRatio(landmarks) - FaceQuality.LevelNoseHeight,
            Roll = FaceLandmarks68.Roll(landmarks),
            EyeSpacing = FaceLandmarks68.EyeSpacingRatio(landmarks),
            InterEyeDistance = FaceLandmarks68.InterEyeDistance(landmarks),
            FaceSize = MathF.Min(box.Width, box.Height),
        };

    private static bool TryAlign(ReadOnlySpan<Keypoint> landmarks, out SimilarityTransform chipToImage) =>
        FaceAlignment.TryEstimateChipToImage(landmarks, FaceAligner.ArcFace5, Chip, padding: 0, out chipToImage);
}
