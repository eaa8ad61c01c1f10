using System.Buffers;
using System.Numerics.Tensors;

namespace VisionSdk;

/// <summary>
/// YOLOX and YOLOv8: one box per cell. With strides, centre = (cell + t) · stride and size = e^t · stride; without, boxes are in input pixels.
/// Confidence = objectness · class score, or the class score alone.
/// </summary>
internal sealed class AnchorFreeDecoder(AnchorFreeSettings settings) : DetectionDecoder(settings, keypointsPerBox: 0)
{
    private readonly int _firstClass = settings.HasObjectness ? 5 : 4;

    protected override void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var channels = _firstClass + settings.ClassCount;
        var count = CountOf(outputs, input, channels);
        if (settings.Transposed)
        {
            ReadColumns(Values(outputs, 0, channels, count), count, input, minConfidence, candidates);
        }
        else
        {
            ReadRows(Values(outputs, 0, count, channels), channels, input, minConfidence, candidates);
        }
    }

    private int CountOf(IOutputTensors outputs, ImageSize input, int channels)
    {
        if (settings.Strides.IsEmpty)
        {
            var length = outputs.Values(0).Length;
            return length % channels == 0
                ? length / channels
                : throw Mismatch(
                    outputs,
                    0,
                    settings.Transposed ? $"[{channels}, candidates]" : $"[candidates, {channels}]"
                );
        }

        var count = 0;
        foreach (var stride in settings.Strides)
        {
            count += GridLevel.Over(input, stride).Count;
        }

        return count;
    }

    private void ReadRows(
        ReadOnlySpan<float> values,
        int channels,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var floor = settings.Activation.Floor(minConfidence);
        for (var index = 0; index * channels < values.Length; index++)
        {
            var row = values.Slice(index * channels, channels);
            if ((!settings.HasObjectness || row[4] >= floor) && TensorPrimitives.MaxNumber(row[_firstClass..]) >= floor)
            {
                Add(row, 1, index, input, floor, minConfidence, candidates);
            }
        }
    }

    private void ReadColumns(
        ReadOnlySpan<float> values,
        int count,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var floor = settings.Activation.Floor(minConfidence);
        var rented = ArrayPool<float>.Shared.Rent(count);
        try
        {
            // The best class of every candidate, channel by channel: each pass runs over memory in order.
            var best = rented.AsSpan(0, count);
            best.Fill(float.NegativeInfinity);
            for (var classId = 0; classId < settings.ClassCount; classId++)
            {
                TensorPrimitives.MaxNumber(best, values.Slice((_firstClass + classId) * count, count), best);
            }

            for (
                var index = ScoreScan.IndexOfAtLeast(best, floor, 0);
                index < count;
                index = ScoreScan.IndexOfAtLeast(best, floor, index + 1)
            )
            {
                Add(values[index..], count, index, input, floor, minConfidence, candidates);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private void Add(
        ReadOnlySpan<float> channels,
        int step,
        int index,
        ImageSize input,
        float floor,
        float minConfidence,
        DetectionCandidates candidates
    )
    {
        var objectness = settings.HasObjectness ? settings.Activation.Apply(channels[4 * step]) : 1;
        if (!(objectness >= minConfidence))
        {
            return;
        }

        var box = Box(channels[0], channels[step], channels[2 * step], channels[3 * step], index, input);
        for (var classId = 0; classId < settings.ClassCount; classId++)
        {
            var raw = channels[(_firstClass + classId) * step];
            if (raw >= floor)
            {
                var confidence = objectness * settings.Activation.Apply(raw);
                TryAdd(candidates, box, confidence, minConfidence, classId, out _);
            }
        }
    }

    private BoundingBox Box(float x, float y, float width, float height, int index, ImageSize input)
    {
        foreach (var stride in settings.Strides)
        {
            var level = GridLevel.Over(input, stride);
            if (index >= level.Count)
            {
                index -= level.Count;
                continue;
            }

            var (column, row) = level.CellOf(index);
            return BoundingBox.FromCenter(
                (column + x) * stride,
                (row + y) * stride,
                MathF.Exp(width) * stride,
                MathF.Exp(height) * stride
            );
        }

        return BoundingBox.FromCenter(x, y, width, height);
    }
}
