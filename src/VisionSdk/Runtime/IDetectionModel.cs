using VisionSdk.ML;

namespace VisionSdk;

/// <summary>A loaded detector.</summary>
internal interface IDetectionModel : IVisionModel
{
    /// <summary>Decodes and detects, synchronously.</summary>
    DetectionReading Detect(EncodedImage image, DetectOptions options, CancellationToken cancellationToken);
}
