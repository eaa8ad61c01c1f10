using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Measures a detector against pictures whose objects are known, as the COCO evaluation does.</summary>
/// <remarks>
/// <para>
/// In each picture, for each class and IoU threshold, detections are taken by descending confidence (equal ones in the order given) and
/// each takes the free object of the largest IoU at or above the threshold; an object is found once. A detection that finds no object but
/// lies on an ignored one, by the share of its own area, is not counted. Lin et al., "Microsoft COCO", ECCV 2014.
/// </para>
/// <para>
/// The one difference: equally confident detections of different pictures form one point of the curve instead of an order that depends on
/// the order of the pictures. Figures are therefore the same for any order of pictures.
/// </para>
/// <para>Only one outcome of 8 bytes is kept per detection. Not safe for concurrent use.</para>
/// </remarks>
public sealed class DetectionEvaluator
{
    private readonly SortedDictionary<int, ClassTally> _classes = [];
    private readonly int _maxDetectionsPerClass;

    /// <summary>Creates an evaluator without pictures.</summary>
    /// <param name="maxDetectionsPerClass">How many detections are judged per picture and class, the most confident ones; COCO's value is 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDetectionsPerClass"/> is below 1.</exception>
    public DetectionEvaluator(int maxDetectionsPerClass = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDetectionsPerClass, 1);
        _maxDetectionsPerClass = maxDetectionsPerClass;
    }

    /// <summary>The IoU thresholds at which matches are counted: 0.50, 0.55, … 0.95.</summary>
    public static ImmutableArray<double> IoUThresholds { get; } =
    [.. Enumerable.Range(10, 10).Select(static i => i / 20.0)];

    /// <summary>Number of pictures so far.</summary>
    public int ImageCount { get; private set; }

    /// <summary>Adds one picture.</summary>
    /// <param name="truth">Every object of the picture.</param>
    /// <param name="detections">Every detection, in any order.</param>
    /// <exception cref="ArgumentException">A confidence is NaN; nothing is added.</exception>
    public void AddImage(ReadOnlySpan<GroundTruthBox> truth, ReadOnlySpan<Detection> detections)
    {
        foreach (var detection in detections)
        {
            if (float.IsNaN(detection.Confidence))
            {
                throw new ArgumentException(
                    "A detection's confidence is NaN and cannot be ranked.",
                    nameof(detections)
                );
            }
        }

        var truthByClass = truth.ToArray().ToLookup(static box => box.ClassId);
        var detectionsByClass = detections.ToArray().ToLookup(static detection => detection.ClassId);
        foreach (
            var classId in truthByClass
                .Select(static group => group.Key)
                .Union(detectionsByClass.Select(static group => group.Key))
        )
        {
            if (!_classes.TryGetValue(classId, out var tally))
            {
                _classes.Add(classId, tally = new ClassTally());
            }

            GroundTruthBox[] objects = [.. truthByClass[classId]];
            tally.Objects += objects.Count(static box => !box.Ignore);
            DetectionMatcher.Match(
                objects,
                // OrderByDescending is stable.
                [
                    .. detectionsByClass[classId]
                        .OrderByDescending(static detection => detection.Confidence)
                        .Take(_maxDetectionsPerClass),
                ],
                IoUThresholds.AsSpan(),
                tally.Outcomes
            );
        }

        ImageCount++;
    }

    /// <summary>Reports on the pictures so far; more can be added afterwards.</summary>
    /// <returns>The report.</returns>
    public DetectionReport Evaluate() =>
        new(
            ImageCount,
            [
                .. _classes.Select(static pair => new ClassDetectionReport(
                    pair.Key,
                    pair.Value.Objects,
                    pair.Value.Outcomes
                )),
            ]
        );

    internal static int IndexOf(double iouThreshold)
    {
        for (var i = 0; i < IoUThresholds.Length; i++)
        {
            // Callers write 0.55 or 0.5 + 0.05; both mean the same threshold.
            if (Math.Abs(IoUThresholds[i] - iouThreshold) < 1e-9)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(
            nameof(iouThreshold),
            iouThreshold,
            "Matches are counted at IoU 0.50, 0.55, … 0.95."
        );
    }

    private sealed class ClassTally
    {
        public int Objects { get; set; }

        public List<DetectionOutcome> Outcomes { get; } = [];
    }
}
