using System.Buffers;

namespace VisionSdk;

/// <summary>
/// YOLOv2, v3 and v5: per cell and anchor a box relative to both, an objectness, and class scores.
/// Confidence = σ(objectness) · class probability.
/// </summary>
/// <remarks>Tensors: one per scale, in one of the orders of <see cref="AnchorGridLayout"/>; a cell is input / grid pixels wide and high.</remarks>
internal sealed class AnchorGridDecoder(AnchorGridSettings settings) : DetectionDecoder(settings, keypointsPerBox: 0)
{
    private const int BoxChannels = 5;
    private readonly int _classes = settings.HasClassScores ? settings.ClassCount : 0;

    protected override void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var scores = ArrayPool<float>.Shared.Rent(Math.Max(_classes, 1));
        try
        {
            for (var scale = 0; scale < settings.Anchors.Length; scale++)
            {
                ReadScale(outputs, scale, input, minConfidence, scores.AsSpan(0, Math.Max(_classes, 1)), candidates);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private void ReadScale(
        IOutputTensors outputs,
        int scale,
        ImageSize input,
        float minConfidence,
        Span<float> scores,
        DetectionCandidates candidates
    )
    {
        var anchors = settings.Anchors[scale].AsSpan();
        var perAnchor = BoxChannels + _classes;
        var shape = outputs.Shape(scale);
        if (!AnchorGridMap.TryCreate(settings.Layout, shape, anchors.Length, perAnchor, out var map))
        {
            throw Mismatch(outputs, scale, AnchorGridMap.Describe(settings.Layout, anchors.Length, perAnchor));
        }

        var (rows, columns) = (map.Rows, map.Columns);
        var cells = rows * columns;
        var values = Values(outputs, scale, shape);
        var cellWidth = (float)input.Width / columns;
        var cellHeight = (float)input.Height / rows;
        var floor = Logistic.Floor(minConfidence);
        for (var cell = 0; cell < cells; cell++)
        {
            for (var anchor = 0; anchor < anchors.Length; anchor++)
            {
                var channels = values[map.Offset(anchor, cell)..];
                var objectness = channels[4 * map.Step];
                if (!(objectness >= floor))
                {
                    continue;
                }

                var confidence = Logistic.Sigmoid(objectness);
                if (!(confidence >= minConfidence))
                {
                    continue;
                }

                var box = Box(
                    channels,
                    map.Step,
                    cell % columns,
                    cell / columns,
                    anchors[anchor],
                    cellWidth,
                    cellHeight
                );
                Classes(channels, map.Step, confidence, scores);
                for (var classId = 0; classId < scores.Length; classId++)
                {
                    TryAdd(candidates, box, scores[classId], minConfidence, classId, out _);
                }
            }
        }
    }

    private BoundingBox Box(
        ReadOnlySpan<float> channels,
        int step,
        int column,
        int row,
        Anchor anchor,
        float cellWidth,
        float cellHeight
    )
    {
        var x = Logistic.Sigmoid(channels[0]);
        var y = Logistic.Sigmoid(channels[step]);
        float width,
            height;
        if (settings.BoxCoding == YoloBoxCoding.Quadratic)
        {
            x = (2 * x) - 0.5f;
            y = (2 * y) - 0.5f;
            width = 2 * Logistic.Sigmoid(channels[2 * step]);
            height = 2 * Logistic.Sigmoid(channels[3 * step]);
            width *= width;
            height *= height;
        }
        else
        {
            width = MathF.Exp(channels[2 * step]);
            height = MathF.Exp(channels[3 * step]);
        }

        return BoundingBox.FromCenter(
            (column + x) * cellWidth,
            (row + y) * cellHeight,
            width * anchor.Width * cellWidth,
            height * anchor.Height * cellHeight
        );
    }

    private void Classes(ReadOnlySpan<float> channels, int step, float objectness, Span<float> scores)
    {
        if (_classes == 0)
        {
            scores[0] = objectness;
            return;
        }

        for (var classId = 0; classId < scores.Length; classId++)
        {
            scores[classId] = channels[(BoxChannels + classId) * step];
        }

        settings.ClassActivation.Apply(scores);
        foreach (ref var score in scores)
        {
            score *= objectness;
        }
    }
}
