namespace VisionSdk;

/// <summary>A growing list of candidate boxes, as a decoder finds them: the working memory of one image, reused for the next.</summary>
/// <remarks>
/// Structure of arrays, so that suppression runs over plain spans. Not safe for concurrent use: one instance per worker.
/// Nothing is allocated once the capacity has been reached.
/// </remarks>
public sealed class DetectionCandidates
{
    private BoundingBox[] _boxes = new BoundingBox[64];
    private float[] _confidences = new float[64];
    private int[] _classIds = new int[64];
    private Keypoint[] _keypoints = [];

    /// <summary>Creates an empty list.</summary>
    /// <param name="keypointsPerBox">How many keypoints belong to each box; 0 for detectors without keypoints.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keypointsPerBox"/> is negative.</exception>
    public DetectionCandidates(int keypointsPerBox = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keypointsPerBox);
        KeypointsPerBox = keypointsPerBox;
        _keypoints = new Keypoint[_boxes.Length * keypointsPerBox];
    }

    /// <summary>How many keypoints belong to each box.</summary>
    public int KeypointsPerBox { get; }

    /// <summary>How many candidates there are.</summary>
    public int Count { get; private set; }

    /// <summary>The boxes, in pixels of the network's input.</summary>
    public ReadOnlySpan<BoundingBox> Boxes => _boxes.AsSpan(0, Count);

    /// <summary>The confidences, in [0, 1].</summary>
    public ReadOnlySpan<float> Confidences => _confidences.AsSpan(0, Count);

    /// <summary>The class indices.</summary>
    public ReadOnlySpan<int> ClassIds => _classIds.AsSpan(0, Count);

    /// <summary>Adds a candidate.</summary>
    /// <param name="box">Box in pixels of the network's input.</param>
    /// <param name="confidence">Confidence, in [0, 1].</param>
    /// <param name="classId">Class index.</param>
    /// <returns>
    /// The <see cref="KeypointsPerBox"/> keypoints of the new candidate, for the decoder to fill in pixels of the network's input;
    /// valid until the next call.
    /// </returns>
    public Span<Keypoint> Add(BoundingBox box, float confidence, int classId)
    {
        if (Count == _boxes.Length)
        {
            Grow();
        }

        _boxes[Count] = box;
        _confidences[Count] = confidence;
        _classIds[Count] = classId;
        return _keypoints.AsSpan(Count++ * KeypointsPerBox, KeypointsPerBox);
    }

    /// <summary>The keypoints of one candidate.</summary>
    /// <param name="index">Index of the candidate, from 0.</param>
    /// <returns>Its keypoints, in pixels of the network's input.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not below <see cref="Count"/>.</exception>
    public ReadOnlySpan<Keypoint> Keypoints(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _keypoints.AsSpan(index * KeypointsPerBox, KeypointsPerBox);
    }

    /// <summary>Empties the list and keeps its memory.</summary>
    public void Clear() => Count = 0;

    private void Grow()
    {
        var capacity = _boxes.Length * 2;
        Array.Resize(ref _boxes, capacity);
        Array.Resize(ref _confidences, capacity);
        Array.Resize(ref _classIds, capacity);
        Array.Resize(ref _keypoints, capacity * KeypointsPerBox);
    }
}
