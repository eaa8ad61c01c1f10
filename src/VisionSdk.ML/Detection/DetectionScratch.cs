namespace VisionSdk.ML;

/// <summary>Working memory of one image's detections, reused for the next.</summary>
internal sealed class DetectionScratch(int keypointsPerBox)
{
    // Suppression is quadratic: of a picture that lights up everywhere, only the most confident candidates take part.
    private const int MaxCandidates = 3000;

    private readonly int[] _kept = new int[MaxCandidates];
    private readonly float[] _confidences = new float[MaxCandidates];

    public DetectionCandidates Candidates { get; } = new(keypointsPerBox);

    /// <summary>Indices of the candidates that suppression left, by falling confidence.</summary>
    public ReadOnlySpan<int> Kept => _kept.AsSpan(0, KeptCount);

    /// <summary>Confidences of <see cref="Kept"/>.</summary>
    public ReadOnlySpan<float> KeptConfidences => _confidences.AsSpan(0, KeptCount);

    private int KeptCount { get; set; }

    /// <summary>Suppresses overlapping candidates by the method of the settings.</summary>
    public void Suppress(DetectorSettings settings, in DetectionCriteria criteria)
    {
        var boxes = Candidates.Boxes;
        var confidences = Candidates.Confidences;
        var classIds = criteria.ClassAgnostic ? default : Candidates.ClassIds;
        switch (settings.NmsMethod)
        {
            case SuppressionMethod.SoftLinear:
                KeptCount = SoftNonMaxSuppression.SuppressLinear(
                    boxes,
                    confidences,
                    classIds,
                    criteria.IoUThreshold,
                    criteria.MinConfidence,
                    _kept,
                    _confidences,
                    MaxCandidates
                );
                break;
            case SuppressionMethod.SoftGaussian:
                KeptCount = SoftNonMaxSuppression.SuppressGaussian(
                    boxes,
                    confidences,
                    classIds,
                    settings.SoftNmsSigma,
                    criteria.MinConfidence,
                    _kept,
                    _confidences,
                    MaxCandidates
                );
                break;
            default:
                KeptCount = NonMaxSuppression.Suppress(
                    boxes,
                    confidences,
                    classIds,
                    criteria.IoUThreshold,
                    _kept,
                    MaxCandidates
                );
                for (var i = 0; i < KeptCount; i++)
                {
                    _confidences[i] = confidences[_kept[i]];
                }

                break;
        }
    }
}
