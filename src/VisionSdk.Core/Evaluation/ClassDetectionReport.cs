using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>How well one class is detected.</summary>
public sealed class ClassDetectionReport
{
    private readonly DetectionOutcome[] _outcomes;

    internal ClassDetectionReport(int classId, int groundTruthCount, IEnumerable<DetectionOutcome> outcomes)
    {
        ClassId = classId;
        GroundTruthCount = groundTruthCount;
        _outcomes = [.. outcomes];
        Array.Sort(_outcomes, static (first, second) => second.Confidence.CompareTo(first.Confidence));
        AveragePrecisions = ImmutableCollectionsMarshal.AsImmutableArray(
            DetectionEvaluator.IoUThresholds.Select(threshold => Curve(threshold).AveragePrecision).ToArray()
        );
    }

    /// <summary>Index of the class.</summary>
    public int ClassId { get; }

    /// <summary>Number of objects, ignored ones not counted.</summary>
    public int GroundTruthCount { get; }

    /// <summary>Number of detections that were judged, those on ignored objects included.</summary>
    public int DetectionCount => _outcomes.Length;

    /// <summary>Average precision at each of <see cref="DetectionEvaluator.IoUThresholds"/>; NaN when the class has no objects.</summary>
    public ImmutableArray<double> AveragePrecisions { get; }

    /// <summary>Average precision at IoU 0.50, in [0, 1]; NaN when the class has no objects.</summary>
    public double AveragePrecision50 => AveragePrecisions[0];

    /// <summary>Mean of the average precisions at IoU 0.50 to 0.95, in [0, 1]; NaN when the class has no objects.</summary>
    public double AveragePrecision50To95 => AveragePrecisions.Average();

    /// <summary>The curve at one IoU threshold.</summary>
    /// <param name="iouThreshold">One of <see cref="DetectionEvaluator.IoUThresholds"/>.</param>
    /// <returns>The curve; built on each call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is none of them.</exception>
    public PrecisionRecallCurve Curve(double iouThreshold = 0.5)
    {
        var bit = 1 << DetectionEvaluator.IndexOf(iouThreshold);
        var points = ImmutableArray.CreateBuilder<PrecisionRecallPoint>();
        var found = 0;
        var invented = 0;
        for (var i = 0; i < _outcomes.Length; i++)
        {
            var outcome = _outcomes[i];
            var isCounted = (outcome.Ignored & bit) == 0;
            var isMatched = (outcome.Matched & bit) != 0;
            found += isMatched ? 1 : 0;
            invented += isCounted && !isMatched ? 1 : 0;

            // As long as every detection was on an ignored object there is nothing that could be right or wrong.
            var isCut = i + 1 == _outcomes.Length || _outcomes[i + 1].Confidence < outcome.Confidence;
            if (isCut && found + invented > 0)
            {
                var counts = new DetectionCounts(found, invented, GroundTruthCount - found);
                points.Add(new PrecisionRecallPoint(outcome.Confidence, counts));
            }
        }

        return new PrecisionRecallCurve(points.ToImmutable(), GroundTruthCount);
    }
}
