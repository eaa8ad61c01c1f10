namespace VisionSdk;

/// <summary>The raw output tensors of one network run, as a decoder sees them.</summary>
public interface IOutputTensors
{
    /// <summary>The values of one output for one image of the batch, row-major, batch dimension removed.</summary>
    /// <param name="index">Index of the output in the order of <see cref="DecoderSettings.Tensors"/>.</param>
    /// <returns>The values; valid until the next run.</returns>
    ReadOnlySpan<float> Values(int index);

    /// <summary>The shape of one output for one image, batch dimension removed.</summary>
    /// <param name="index">Index of the output in the order of <see cref="DecoderSettings.Tensors"/>.</param>
    /// <returns>The dimensions, such as <c>[25, 13, 13]</c>.</returns>
    ReadOnlySpan<int> Shape(int index);
}

/// <summary>Turns a detector's raw outputs into candidate boxes. Suppression is a step of its own, afterwards.</summary>
/// <remarks>Implementations are immutable and safe for concurrent use; all working memory comes in by argument.</remarks>
public interface IDetectionDecoder
{
    /// <summary>How many keypoints each candidate carries.</summary>
    int KeypointsPerBox { get; }

    /// <summary>Adds every candidate at or above a confidence.</summary>
    /// <param name="outputs">Raw outputs of one image.</param>
    /// <param name="input">Size of the network's input in this run, in pixels.</param>
    /// <param name="minConfidence">Lowest confidence that is kept, in [0, 1].</param>
    /// <param name="candidates">Where to add them, boxes in pixels of the network's input, in a fixed order (y, x, anchor, class).</param>
    void Decode(IOutputTensors outputs, ImageSize input, float minConfidence, DetectionCandidates candidates);
}
