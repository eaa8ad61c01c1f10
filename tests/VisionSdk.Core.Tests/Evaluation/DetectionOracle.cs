namespace VisionSdk.Core.Tests;

/// <summary>Average precision the slow way: for every confidence as a cut, match again from nothing and count.</summary>
internal static class DetectionOracle
{
    public static double AveragePrecision((GroundTruthBox[], Detection[])[] images, int classId, double threshold)
    {
        var objects = images.Sum(image => image.Item1.Count(box => box.ClassId == classId && !box.Ignore));
        if (objects == 0)
        {
            return double.NaN;
        }

        var cuts = images
            .SelectMany(static image => image.Item2)
            .Where(detection => detection.ClassId == classId)
            .Select(static detection => detection.Confidence)
            .Distinct();
        var points = cuts.Select(cut => Count(images, classId, threshold, cut)).ToList();
        double sum = 0;
        for (var level = 0; level <= 100; level++)
        {
            sum += points
                .Where(point => point.Right * 100 >= level * objects)
                .Select(static point => point.Right == 0 ? 0 : point.Right / (double)(point.Right + point.Wrong))
                .DefaultIfEmpty(0)
                .Max();
        }

        return sum / 101;
    }

    private static (int Right, int Wrong) Count(
        (GroundTruthBox[], Detection[])[] images,
        int classId,
        double threshold,
        float cut
    )
    {
        var right = 0;
        var wrong = 0;
        foreach (var (truth, detections) in images)
        {
            var free = truth.Where(box => box.ClassId == classId && !box.Ignore).ToList();
            var ignored = truth.Where(box => box.ClassId == classId && box.Ignore).ToList();
            foreach (
                var detection in detections
                    .Where(detection => detection.ClassId == classId && detection.Confidence >= cut)
                    .OrderByDescending(static detection => detection.Confidence)
            )
            {
                var best = free.Where(box => Reaches(detection.Box.IntersectionOverUnion(box.Box), threshold))
                    .OrderBy(box => detection.Box.IntersectionOverUnion(box.Box))
                    .Cast<GroundTruthBox?>()
                    .LastOrDefault();
                if (best is { } found)
                {
                    free.RemoveAt(free.LastIndexOf(found));
                    right++;
                }
                else if (
                    !ignored.Exists(box =>
                        Reaches(detection.Box.Intersect(box.Box).Area / detection.Box.Area, threshold)
                    )
                )
                {
                    wrong++;
                }
            }
        }

        return (right, wrong);
    }

    // Overlaps of whole-pixel boxes are quotients of small integers: none lies within 1e-6 of a threshold without being equal to it.
    private static bool Reaches(float overlap, double threshold) => overlap > threshold - 1e-6;
}
