namespace VisionSdk;

/// <summary>Which of a decoder's candidates become results: the confidence, the suppression of overlapping boxes, and how many at most.</summary>
/// <remarks>Immutable; <c>selection with { MinConfidence = 0.3f }</c> makes a variant.</remarks>
public sealed record CandidateSelection
{
    /// <summary>Lowest confidence of a result.</summary>
    /// <value>In [0, 1]; default 0.5, or what the model's manifest says.</value>
    public float MinConfidence { get; init; } = 0.5f;

    /// <summary>IoU above which the less confident of two boxes is dropped, or decays.</summary>
    /// <value>In [0, 1]; default 0.45, or what the model's manifest says; 1 keeps all.</value>
    public float IoUThreshold { get; init; } = 0.45f;

    /// <summary>Whether boxes of different classes suppress each other.</summary>
    /// <value>Default <see langword="false"/>, or what the model's manifest says.</value>
    public bool ClassAgnostic { get; init; }

    /// <summary>Whether overlapping boxes are dropped or lose confidence.</summary>
    /// <value>Default <see cref="SuppressionMethod.Hard"/>, or what the model's manifest says.</value>
    public SuppressionMethod Method { get; init; }

    /// <summary>Width σ of the decay of <see cref="SuppressionMethod.SoftGaussian"/>.</summary>
    /// <value>Positive; default 0.5, or what the model's manifest says.</value>
    public float Sigma { get; init; } = 0.5f;

    /// <summary>How many of the most confident candidates take part; bounds the time of one picture.</summary>
    /// <value>Default 4096.</value>
    public int MaxCandidates { get; init; } = 4096;

    /// <summary>How many results there are at most.</summary>
    /// <value>Default 1000.</value>
    public int MaxDetections { get; init; } = 1000;

    /// <summary>The selection that a model's manifest asks for.</summary>
    /// <param name="settings">Settings of the detector.</param>
    /// <returns>Its thresholds, with the default limits.</returns>
    public static CandidateSelection From(DetectorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new CandidateSelection
        {
            MinConfidence = settings.MinConfidence,
            IoUThreshold = settings.NmsIoUThreshold,
            ClassAgnostic = settings.ClassAgnosticNms,
            Method = settings.NmsMethod,
            Sigma = settings.SoftNmsSigma,
        };
    }

    /// <summary>Selects among candidates that are at or above <see cref="MinConfidence"/> already.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="kept">Receives the indices of the selected candidates by falling confidence; its length is a second limit beside <see cref="MaxDetections"/>.</param>
    /// <param name="confidences">Receives their confidences, which soft suppression has lowered; at least as long as <paramref name="kept"/>.</param>
    /// <returns>How many were selected.</returns>
    /// <exception cref="ArgumentException"><paramref name="confidences"/> is shorter than <paramref name="kept"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A property is outside its range.</exception>
    public int Select(DetectionCandidates candidates, Span<int> kept, Span<float> confidences)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxDetections);
        if (confidences.Length < kept.Length)
        {
            throw new ArgumentException(
                $"There is room for {kept.Length} indices but only {confidences.Length} confidences.",
                nameof(confidences)
            );
        }

        kept = kept[..Math.Min(kept.Length, MaxDetections)];
        var boxes = candidates.Boxes;
        var scores = candidates.Confidences;
        var classIds = ClassAgnostic ? [] : candidates.ClassIds;
        switch (Method)
        {
            case SuppressionMethod.SoftLinear:
                return SoftNonMaxSuppression.SuppressLinear(
                    boxes,
                    scores,
                    classIds,
                    IoUThreshold,
                    MinConfidence,
                    kept,
                    confidences,
                    MaxCandidates
                );
            case SuppressionMethod.SoftGaussian:
                return SoftNonMaxSuppression.SuppressGaussian(
                    boxes,
                    scores,
                    classIds,
                    Sigma,
                    MinConfidence,
                    kept,
                    confidences,
                    MaxCandidates
                );
            default:
                var count = NonMaxSuppression.Suppress(boxes, scores, classIds, IoUThreshold, kept, MaxCandidates);
                for (var i = 0; i < count; i++)
                {
                    confidences[i] = scores[kept[i]];
                }

                return count;
        }
    }
}
