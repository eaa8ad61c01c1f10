using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The landmarks of one picture, and their way into columns.</summary>
internal sealed class LocatedLandmarks(ImmutableArray<Keypoint> keypoints)
{
    public static void CopyPoints(LocatedLandmarks? located, int count, ref VBuffer<float> value)
    {
        var target = Values.Dense(ref value, 2 * count);
        target.Fill(float.NaN);
        var points = Of(located);
        for (var i = 0; i < points.Length; i++)
        {
            (target[2 * i], target[(2 * i) + 1]) = (points[i].X, points[i].Y);
        }
    }

    public static void CopyConfidences(LocatedLandmarks? located, int count, ref VBuffer<float> value)
    {
        var target = Values.Dense(ref value, count);
        target.Fill(float.NaN);
        var points = Of(located);
        for (var i = 0; i < points.Length; i++)
        {
            target[i] = points[i].Confidence;
        }
    }

    private static ReadOnlySpan<Keypoint> Of(LocatedLandmarks? located) =>
        located is null ? [] : located.Keypoints.AsSpan();

    private ImmutableArray<Keypoint> Keypoints => keypoints;
}
