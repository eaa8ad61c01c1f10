using VisionSdk.Onnx;

namespace VisionSdk.Tests;

/// <summary>A graph of a known family whose outputs hold noise that means nothing, and one object that was planted in it.</summary>
/// <param name="Family">The family that it should be taken for.</param>
/// <param name="Model">The graph.</param>
/// <param name="Size">Size of its input.</param>
/// <param name="Box">The planted object, in pixels of the input.</param>
/// <param name="Confidence">Its confidence.</param>
/// <param name="ClassId">Its class.</param>
internal sealed record PlantedGraph(
    string Family,
    OnnxModel Model,
    ImageSize Size,
    BoundingBox Box,
    float Confidence,
    int ClassId
)
{
    /// <summary>A keypoint of the object and its place, where it has some.</summary>
    public (int Index, float X, float Y)? Keypoint { get; init; }

    public override string ToString() => Family;
}
