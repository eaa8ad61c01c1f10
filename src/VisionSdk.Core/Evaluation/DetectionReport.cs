using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>How well a detector did on a set of pictures.</summary>
public sealed class DetectionReport
{
    internal DetectionReport(int imageCount, ImmutableArray<ClassDetectionReport> classes)
    {
        ImageCount = imageCount;
        Classes = classes;
    }

    /// <summary>Number of pictures.</summary>
    public int ImageCount { get; }

    /// <summary>Every class that has an object or a detection, by ascending index.</summary>
    public ImmutableArray<ClassDetectionReport> Classes { get; }

    /// <summary>Mean average precision at IoU 0.50 over the classes that have objects (AP50), in [0, 1]; NaN when none has.</summary>
    public double AveragePrecision50 => Mean(static report => report.AveragePrecision50);

    /// <summary>
    /// Mean average precision over IoU 0.50, 0.55, … 0.95 and the classes that have objects (COCO's AP), in [0, 1]; NaN when none has.
    /// </summary>
    public double AveragePrecision50To95 => Mean(static report => report.AveragePrecision50To95);

    /// <summary>Mean average precision at one IoU threshold over the classes that have objects.</summary>
    /// <param name="iouThreshold">One of <see cref="DetectionEvaluator.IoUThresholds"/>.</param>
    /// <returns>In [0, 1]; NaN when no class has objects.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is none of them.</exception>
    public double AveragePrecision(double iouThreshold)
    {
        var index = DetectionEvaluator.IndexOf(iouThreshold);
        return Mean(report => report.AveragePrecisions[index]);
    }

    /// <summary>What is found, invented and missed when detections below a confidence are dropped, summed over all classes.</summary>
    /// <param name="confidence">Lowest confidence that is kept.</param>
    /// <param name="iouThreshold">One of <see cref="DetectionEvaluator.IoUThresholds"/>.</param>
    /// <returns>The counts; detections of classes without objects are false positives here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is none of them.</exception>
    public DetectionCounts At(float confidence, double iouThreshold = 0.5)
    {
        _ = DetectionEvaluator.IndexOf(iouThreshold);
        var sum = default(DetectionCounts);
        foreach (var report in Classes)
        {
            sum += report.Curve(iouThreshold).At(confidence);
        }

        return sum;
    }

    private double Mean(Func<ClassDetectionReport, double> value) =>
        Classes.Where(static report => report.GroundTruthCount > 0).Select(value).DefaultIfEmpty(double.NaN).Average();
}
