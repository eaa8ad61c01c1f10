namespace VisionSdk;

/// <summary>Rows that the graph has decoded and suppressed: left, top, right, bottom, confidence, class. Rows of a negative class are padding.</summary>
internal sealed class EndToEndDecoder(EndToEndSettings settings) : DetectionDecoder(settings, keypointsPerBox: 0)
{
    private const int RowLength = 6;

    protected override void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var values = outputs.Values(0);
        if (values.Length % RowLength != 0)
        {
            throw Mismatch(outputs, 0, $"[candidates, {RowLength}]");
        }

        var (scaleX, scaleY) = settings.Normalized ? (input.Width, input.Height) : (1, 1);
        for (; !values.IsEmpty; values = values[RowLength..])
        {
            if (!(values[4] >= minConfidence && values[5] >= 0))
            {
                continue;
            }

            var classId = MathF.Round(values[5]);
            if (classId >= settings.ClassCount)
            {
                throw Mismatch(
                    outputs,
                    0,
                    $"[candidates, {RowLength}] of classes 0 to {settings.ClassCount - 1}, not {classId}"
                );
            }

            var box = BoundingBox.FromLeftTopRightBottom(
                values[0] * scaleX,
                values[1] * scaleY,
                values[2] * scaleX,
                values[3] * scaleY
            );
            TryAdd(candidates, box, values[4], minConfidence, (int)classId, out _);
        }
    }
}
