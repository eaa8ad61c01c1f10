using CsCheck;

namespace VisionSdk.Core.Tests;

/// <summary>Boxes with confidences and classes, and their generator.</summary>
internal sealed record ScoredBoxes(BoundingBox[] Boxes, float[] Confidences, int[] ClassIds)
{
    public static readonly Gen<ScoredBoxes> Crowd = Gen.Select(
            Generators.CrowdedBox,
            Generators.CoarseConfidence,
            Gen.Int[0, 2]
        )
        .Array[0, 60]
        .Select(static rows => new ScoredBoxes(
            [.. rows.Select(static row => row.Item1)],
            [.. rows.Select(static row => row.Item2)],
            [.. rows.Select(static row => row.Item3)]
        ));

    /// <summary>The same without equal confidences: where decay makes two equal, rounding would decide which goes first.</summary>
    public static readonly Gen<ScoredBoxes> DistinctCrowd = Gen.Select(
        Crowd,
        Gen.Double.Unit.Array[60],
        static (scene, jitter) =>
            scene with
            {
                Confidences =
                [
                    .. scene.Confidences.Zip(jitter, static (value, own) => (float)((value * 0.9) + (own / 10))),
                ],
            }
    );

    public ScoredBoxes Pick(int[] indices) =>
        new(
            [.. indices.Select(i => Boxes[i])],
            [.. indices.Select(i => Confidences[i])],
            [.. indices.Select(i => ClassIds[i])]
        );

    public int[] Suppress(
        float iouThreshold,
        bool classAgnostic = false,
        int maxKept = int.MaxValue,
        int maxCandidates = int.MaxValue
    )
    {
        var kept = new int[Math.Min(Boxes.Length, maxKept)];
        var count = NonMaxSuppression.Suppress(
            Boxes,
            Confidences,
            classAgnostic ? [] : ClassIds,
            iouThreshold,
            kept,
            maxCandidates
        );
        return kept[..count];
    }
}
