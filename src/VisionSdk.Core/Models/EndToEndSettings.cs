namespace VisionSdk;

/// <summary>
/// Boxes that the graph has decoded and suppressed itself. One tensor: rows <c>[N, 6]</c> of left, top, right, bottom, confidence, class
/// (YOLOv10, and exports with suppression inside). Three tensors: boxes <c>[N, 4]</c>, confidences <c>[N]</c>, classes <c>[N]</c> (SSD of TensorFlow's
/// object detection API and of torchvision). Rows of a negative class are padding.
/// </summary>
public sealed record EndToEndSettings : DetectorSettings
{
    /// <summary>Whether box values are fractions of the input instead of input pixels.</summary>
    public bool Normalized { get; init; }

    /// <summary>Whether boxes come as top, left, bottom, right (TensorFlow).</summary>
    public bool YBeforeX { get; init; }

    /// <summary>Number of the first class: 1 where 0 stands for the background.</summary>
    public int ClassOffset { get; init; }
}
