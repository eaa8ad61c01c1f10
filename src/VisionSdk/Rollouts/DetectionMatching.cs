using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Which detections of two versions are the same thing.</summary>
/// <param name="Matched">The confidences of what both found, by the present version and by the candidate.</param>
/// <param name="Lost">How many only the present version found.</param>
/// <param name="Added">How many only the candidate found.</param>
internal sealed record DetectionMatching(ImmutableArray<(float Primary, float Candidate)> Matched, int Lost, int Added)
{
    private const float MinOverlap = 0.5f;

    /// <summary>Matches detections of one label whose boxes have an intersection over union of at least 0.5, the best overlaps first.</summary>
    public static DetectionMatching Of(ImmutableArray<Detection> primary, ImmutableArray<Detection> candidate)
    {
        var pairs = new List<(float Overlap, int Primary, int Candidate)>();
        for (var i = 0; i < primary.Length; i++)
        {
            for (var j = 0; j < candidate.Length; j++)
            {
                var overlap = primary[i].Box.IntersectionOverUnion(candidate[j].Box);
                if (
                    overlap >= MinOverlap
                    && string.Equals(primary[i].Label, candidate[j].Label, StringComparison.Ordinal)
                )
                {
                    pairs.Add((overlap, i, j));
                }
            }
        }

        var here = new bool[primary.Length];
        var there = new bool[candidate.Length];
        var matched = ImmutableArray.CreateBuilder<(float, float)>();
        foreach (
            var (_, i, j) in pairs
                .OrderByDescending(static pair => pair.Overlap)
                .ThenBy(static pair => pair.Primary)
                .ThenBy(static pair => pair.Candidate)
        )
        {
            if (!here[i] && !there[j])
            {
                here[i] = there[j] = true;
                matched.Add((primary[i].Confidence, candidate[j].Confidence));
            }
        }

        return new DetectionMatching(
            matched.ToImmutable(),
            primary.Length - matched.Count,
            candidate.Length - matched.Count
        );
    }
}
