using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The objects that a detector finds in one view of a photo and again in another.</summary>
internal static class AgreedObjects
{
    private const float SameObject = 0.5f;

    // A flood of boxes need not be compared whole to be seen as one.
    private const int MaxObjects = 100;

    /// <summary>Each object with its lower confidence and the overlap of its two boxes.</summary>
    public static List<(Detection Object, double Confidence, double Overlap)> Of(
        ImmutableArray<Detection> first,
        ImmutableArray<Detection> second
    )
    {
        var free = second.Take(MaxObjects).ToList();
        var agreed = new List<(Detection, double, double)>();
        foreach (var detection in first.Take(MaxObjects))
        {
            var best = Nearest(free, detection, SameObject, out var overlap);
            if (best >= 0)
            {
                agreed.Add((detection, MathF.Min(detection.Confidence, free[best].Confidence), overlap));
                free.RemoveAt(best);
            }
        }

        return agreed;
    }

    /// <summary>Index of the detection of the same class that overlaps most, by a least overlap; −1 when there is none.</summary>
    public static int Nearest(IReadOnlyList<Detection> among, Detection wanted, float least, out float overlap)
    {
        (var best, overlap) = (-1, least);
        for (var i = 0; i < among.Count; i++)
        {
            var found = among[i].ClassId == wanted.ClassId ? among[i].Box.IntersectionOverUnion(wanted.Box) : 0;
            if (found >= overlap)
            {
                (best, overlap) = (i, found);
            }
        }

        return best;
    }
}
