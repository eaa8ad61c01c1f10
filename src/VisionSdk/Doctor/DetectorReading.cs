using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a detector finds in each view of each photo, under one reading of its input and outputs.</summary>
/// <param name="Id">Kind of the reading, which is also the id of the finding.</param>
/// <param name="Change">The change of the manifest; empty for the manifest as it is.</param>
/// <param name="Found">Detections by photo, then view, in pixels of the photo, by falling confidence.</param>
internal sealed record DetectorReading(string Id, string Change, ImmutableArray<Detection>[][] Found)
{
    /// <summary>The least confidence that counts as having found something.</summary>
    public const float LeastConfidence = 0.3f;

    private readonly double[] _scores = [.. Found.Select(static views => Score(views[0], views[1]))];

    /// <summary>Sum over the photos of how surely, and of how exclusively, the same objects are found in the first two views.</summary>
    public double Total => _scores.Sum();

    /// <summary>The same reading when it finds nothing: what it returns cannot be objects.</summary>
    public DetectorReading WithoutObjects() =>
        new(
            Id,
            Change,
            [
                .. Found.Select(static views =>
                    Enumerable.Repeat(ImmutableArray<Detection>.Empty, views.Length).ToArray()
                ),
            ]
        );

    /// <summary>In how many photos this reading does clearly better than another.</summary>
    public int WinsOver(DetectorReading other) =>
        _scores.Zip(other._scores).Count(static pair => pair.First > (1.05 * pair.Second) + 0.01);

    // What is found in both views, times its share of all that is found: a flood of boxes agrees with itself by chance.
    private static double Score(ImmutableArray<Detection> first, ImmutableArray<Detection> second)
    {
        first = [.. first.Where(static one => one.Confidence >= LeastConfidence)];
        second = [.. second.Where(static one => one.Confidence >= LeastConfidence)];
        var all = (first.Sum(static one => one.Confidence) + second.Sum(static one => one.Confidence)) / 2;
        var agreed = AgreedObjects.Of(first, second).Sum(static found => found.Confidence * found.Overlap);
        return all > 0 ? agreed * agreed / all : 0;
    }
}
