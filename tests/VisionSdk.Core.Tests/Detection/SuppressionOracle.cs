namespace VisionSdk.Core.Tests;

/// <summary>Suppression as the papers write it, slow and plain.</summary>
internal static class SuppressionOracle
{
    public static List<int> Hard(ScoredBoxes scene, float threshold, bool agnostic)
    {
        var left = Ranked(scene);
        var kept = new List<int>();
        while (left.Count > 0)
        {
            var best = left[0];
            kept.Add(best);
            left.RemoveAt(0);
            left.RemoveAll(i =>
                Interacts(scene, best, i, agnostic) && IoU(scene.Boxes[best], scene.Boxes[i]) > threshold
            );
        }

        return kept;
    }

    public static List<(int Index, double Confidence)> Soft(
        ScoredBoxes scene,
        Func<double, double> decay,
        double minConfidence,
        bool agnostic
    )
    {
        var left = Ranked(scene)
            .Select(i => (Index: i, Confidence: (double)scene.Confidences[i]))
            .Where(c => c.Confidence >= minConfidence)
            .ToList();
        var kept = new List<(int, double)>();
        while (left.Count > 0)
        {
            var best = left.MaxBy(static c => (float)c.Confidence);
            kept.Add(best);
            left.Remove(best);
            left =
            [
                .. left.Select(c =>
                        Interacts(scene, best.Index, c.Index, agnostic)
                            ? (c.Index, c.Confidence * decay(IoU(scene.Boxes[best.Index], scene.Boxes[c.Index])))
                            : c
                    )
                    .Where(c => c.Item2 >= minConfidence),
            ];
        }

        return kept;
    }

    private static List<int> Ranked(ScoredBoxes scene) =>
        [.. Enumerable.Range(0, scene.Boxes.Length).OrderByDescending(i => scene.Confidences[i])];

    private static bool Interacts(ScoredBoxes scene, int a, int b, bool agnostic) =>
        agnostic || scene.ClassIds[a] == scene.ClassIds[b];

    private static float IoU(BoundingBox a, BoundingBox b)
    {
        var width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        var height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        var intersection = Math.Max(width, 0) * Math.Max(height, 0);
        return intersection / ((a.Width * a.Height) + (b.Width * b.Height) - intersection);
    }
}
