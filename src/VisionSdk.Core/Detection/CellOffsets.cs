namespace VisionSdk;

/// <summary>Keypoints coded as offsets from a cell's corner, in strides (SCRFD, YuNet).</summary>
internal static class CellOffsets
{
    public static void Write(ReadOnlySpan<float> offsets, int column, int row, int stride, Span<Keypoint> keypoints)
    {
        for (var k = 0; k < keypoints.Length; k++)
        {
            keypoints[k] = new Keypoint((column + offsets[2 * k]) * stride, (row + offsets[(2 * k) + 1]) * stride);
        }
    }
}
