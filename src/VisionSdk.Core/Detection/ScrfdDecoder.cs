namespace VisionSdk;

/// <summary>SCRFD: distances from each cell's corner to the four sides, and offsets from it to the keypoints, all in strides.</summary>
internal sealed class ScrfdDecoder(ScrfdSettings settings) : DetectionDecoder(settings, settings.KeypointsPerBox)
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
        var level = GridLevel.Over(input, stride, settings.AnchorsPerCell);
        var scores = Values(outputs, scale, level.Count, 1);
        var distances = Values(outputs, scales + scale, level.Count, 4);
        var offsetLength = 2 * settings.KeypointsPerBox;
        var offsets = offsetLength > 0 ? Values(outputs, (2 * scales) + scale, level.Count, offsetLength) : [];
        var floor = settings.Activation.Floor(minConfidence);
        for (
            var i = ScoreScan.IndexOfAtLeast(scores, floor, 0);
            i < scores.Length;
            i = ScoreScan.IndexOfAtLeast(scores, floor, i + 1)
        )
        {
            var (column, row) = level.CellOf(i);
            var distance = distances.Slice(i * 4, 4);
            var box = BoundingBox.FromLeftTopRightBottom(
                (column - distance[0]) * stride,
                (row - distance[1]) * stride,
                (column + distance[2]) * stride,
                (row + distance[3]) * stride
            );
            var confidence = settings.Activation.Apply(scores[i]);
            if (TryAdd(candidates, box, confidence, minConfidence, classId: 0, out var keypoints))
            {
                CellOffsets.Write(offsets.Slice(i * offsetLength, offsetLength), column, row, stride, keypoints);
            }
        }
    }
}
