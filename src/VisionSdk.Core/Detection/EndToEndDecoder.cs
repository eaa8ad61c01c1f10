namespace VisionSdk;

/// <summary>Boxes that the graph has decoded and suppressed: rows of left, top, right, bottom, confidence, class, or the three in tensors of their own.</summary>
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
        if (settings.Tensors.Length == 1)
        {
            ReadRows(outputs, input, minConfidence, candidates);
        }
        else
        {
            ReadParts(outputs, input, minConfidence, candidates);
        }
    }

    private void ReadRows(IOutputTensors outputs, ImageSize input, float minConfidence, DetectionCandidates candidates)
    {
        var values = outputs.Values(0);
        if (values.Length % RowLength != 0)
        {
            throw Mismatch(outputs, 0, $"[candidates, {RowLength}]");
        }

        for (; !values.IsEmpty; values = values[RowLength..])
        {
            Add(outputs, 0, values[..4], values[4], values[5], input, minConfidence, candidates);
        }
    }

    private void ReadParts(IOutputTensors outputs, ImageSize input, float minConfidence, DetectionCandidates candidates)
    {
        var confidences = outputs.Values(1);
        var boxes = Values(outputs, 0, confidences.Length, 4);
        var classes = Values(outputs, 2, confidences.Length);
        for (var i = 0; i < confidences.Length; i++)
        {
            Add(outputs, 2, boxes.Slice(i * 4, 4), confidences[i], classes[i], input, minConfidence, candidates);
        }
    }

    private void Add(
        IOutputTensors outputs,
        int classTensor,
        ReadOnlySpan<float> box,
        float confidence,
        float number,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        if (!(confidence >= minConfidence && number >= 0))
        {
            return;
        }

        var classId = MathF.Round(number) - settings.ClassOffset;
        if (!(classId >= 0 && classId < settings.ClassCount))
        {
            var last = settings.ClassOffset + settings.ClassCount - 1;
            throw Mismatch(
                outputs,
                classTensor,
                $"[candidates, ...] of classes {settings.ClassOffset} to {last}, not {MathF.Round(number)}"
            );
        }

        var (scaleX, scaleY) = settings.Normalized ? (input.Width, input.Height) : (1, 1);
        var (x, y) = settings.YBeforeX ? (1, 0) : (0, 1);
        var corners = BoundingBox.FromLeftTopRightBottom(
            box[x] * scaleX,
            box[y] * scaleY,
            box[2 + x] * scaleX,
            box[2 + y] * scaleY
        );
        TryAdd(candidates, corners, confidence, minConfidence, (int)classId, out _);
    }
}
