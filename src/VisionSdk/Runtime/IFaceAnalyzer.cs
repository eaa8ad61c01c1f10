using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Finds the faces of a picture, chooses among them, and finds out about the chosen ones.</summary>
internal interface IFaceAnalyzer
{
    /// <summary>Decodes and analyses, synchronously.</summary>
    FaceReading Analyze(EncodedImage image, FaceRequest request, CancellationToken cancellationToken);
}
