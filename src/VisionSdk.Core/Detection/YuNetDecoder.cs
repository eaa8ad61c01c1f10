namespace VisionSdk;

/// <summary>YuNet: centre offset and log size per cell, in strides; confidence = sqrt(class · objectness), both held to [0, 1].</summary>
internal sealed class YuNetDecoder(YuNetSettings settings) : DetectionDecoder(settings, settings.KeypointsPerBox)
{
    protected override void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        for (var scale = 0; scale < settings.Strides.Length; scale++)
        {
            ReadScale(outputs, scale, input, minConfidence, candidates);
        }
    }

    private void ReadScale(
        IOutputTensors outputs,
        int scale,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var scales = settings.Strides.Length;
        var stride = settings.Strides[scale];
        var level = GridLevel.Over(input, stride);
        var classes = Values(outputs, scale, level.Count, 1);
        var objectness = Values(outputs, scales + scale, level.Count, 1);
        var boxes = Values(outputs, (2 * scales) + scale, level.Count, 4);
        var offsetLength = 2 * settings.KeypointsPerBox;
        var offsets = offsetLength > 0 ? Values(outputs, (3 * scales) + scale, level.Count, offsetLength) : [];

        // Objectness is at most 1, so the class alone must reach the square of the confidence. A little less, for the rounding of the square root.
        var floor = minConfidence > 0 ? minConfidence * minConfidence * 0.999f : float.NegativeInfinity;
        for (
            var i = ScoreScan.IndexOfAtLeast(classes, floor, 0);
            i < classes.Length;
            i = ScoreScan.IndexOfAtLeast(classes, floor, i + 1)
        )
        {
            var confidence = MathF.Sqrt(Math.Clamp(classes[i], 0, 1) * Math.Clamp(objectness[i], 0, 1));
            var (column, row) = level.CellOf(i);
            var values = boxes.Slice(i * 4, 4);
            var box = BoundingBox.FromCenter(
                (column + values[0]) * stride,
                (row + values[1]) * stride,
                MathF.Exp(values[2]) * stride,
                MathF.Exp(values[3]) * stride
            );
            if (TryAdd(candidates, box, confidence, minConfidence, classId: 0, out var keypoints))
            {
                CellOffsets.Write(offsets.Slice(i * offsetLength, offsetLength), column, row, stride, keypoints);
            }
        }
    }
}
