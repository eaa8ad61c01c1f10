using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>How much surer one reading is of the same objects than another: the mean difference of the log-odds of their confidences.</summary>
/// <param name="Mean">Mean gain over the objects, in log-odds.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Objects">How many objects.</param>
/// <param name="Better">How many of them are found more surely.</param>
internal readonly record struct ConfidenceGain(double Mean, double Error, int Objects, int Better)
{
    private const float ReferenceConfidence = 0.3f;
    private const float SameObject = 0.3f;
    private const double Floor = 0.05;
    private const double Ceiling = 0.9999;

    /// <summary>How many standard errors the gain is above 0.</summary>
    public double Significance => Error > 0 ? Mean / Error : 0;

    /// <summary>Compares on the objects that either reading finds in the first two views.</summary>
    public static ConfidenceGain Of(DetectorReading own, DetectorReading other)
    {
        var gains = new List<double>();
        for (var photo = 0; photo < own.Found.Length; photo++)
        {
            foreach (var wanted in References(own.Found[photo], other.Found[photo]))
            {
                gains.Add(
                    own.Found[photo]
                        .Zip(other.Found[photo])
                        .Average(views => LogOdds(views.Second, wanted) - LogOdds(views.First, wanted))
                );
            }
        }

        if (gains.Count < 2)
        {
            return new ConfidenceGain(0, 0, gains.Count, 0);
        }

        var mean = gains.Average();
        var variance = gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Count - 1);
        return new ConfidenceGain(
            mean,
            Math.Sqrt(variance / gains.Count),
            gains.Count,
            gains.Count(static gain => gain > 0)
        );
    }

    private static List<Detection> References(ImmutableArray<Detection>[] own, ImmutableArray<Detection>[] other)
    {
        var references = new List<Detection>();
        foreach (var views in new[] { own, other })
        {
            foreach (var (found, confidence, _) in AgreedObjects.Of(views[0], views[1]))
            {
                if (
                    confidence >= ReferenceConfidence
                    && AgreedObjects.Nearest(references, found, SameObject, out _) < 0
                )
                {
                    references.Add(found);
                }
            }
        }

        return references;
    }

    private static double LogOdds(ImmutableArray<Detection> found, Detection wanted)
    {
        var nearest = AgreedObjects.Nearest(found, wanted, SameObject, out _);
        var confidence = Math.Clamp(nearest < 0 ? Floor : found[nearest].Confidence, Floor, Ceiling);
        return Math.Log(confidence / (1 - confidence));
    }
}
