using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>What was found in one picture, and its way into columns.</summary>
internal sealed class DetectedObjects(ImmutableArray<Detection> detections)
{
    public static void CopyBoxes(DetectedObjects? found, ref VBuffer<float> value)
    {
        var detections = Of(found);
        var target = Values.Dense(ref value, 4 * detections.Length);
        for (var i = 0; i < detections.Length; i++)
        {
            var box = detections[i].Box;
            (target[4 * i], target[(4 * i) + 1]) = (box.X, box.Y);
            (target[(4 * i) + 2], target[(4 * i) + 3]) = (box.Width, box.Height);
        }
    }

    public static void CopyConfidences(DetectedObjects? found, ref VBuffer<float> value)
    {
        var detections = Of(found);
        var target = Values.Dense(ref value, detections.Length);
        for (var i = 0; i < detections.Length; i++)
        {
            target[i] = detections[i].Confidence;
        }
    }

    public static void CopyClassIds(DetectedObjects? found, ref VBuffer<int> value)
    {
        var detections = Of(found);
        var target = Values.Dense(ref value, detections.Length);
        for (var i = 0; i < detections.Length; i++)
        {
            target[i] = detections[i].ClassId;
        }
    }

    public static void CopyLabels(DetectedObjects? found, ref VBuffer<ReadOnlyMemory<char>> value)
    {
        var detections = Of(found);
        var target = Values.Dense(ref value, detections.Length);
        for (var i = 0; i < detections.Length; i++)
        {
            target[i] = detections[i].Label.AsMemory();
        }
    }

    private static ReadOnlySpan<Detection> Of(DetectedObjects? found) => found is null ? [] : found.Detections.AsSpan();

    private ImmutableArray<Detection> Detections => detections;
}
