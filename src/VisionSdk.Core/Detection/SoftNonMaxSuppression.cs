using System.Buffers;
using System.Numerics.Tensors;

namespace VisionSdk;

/// <summary>Lowers the confidence of overlapping boxes instead of dropping them, which keeps neighbours in a crowd.</summary>
/// <remarks>
/// The most confident box that is left is taken, the confidences of the others decay with their IoU with it, and so on; a box whose
/// confidence has fallen below the minimum is dropped. Deterministic (of equal confidences the one that was higher before decay goes first, then input order), quadratic, allocation-free.
/// Bodla, Singh, Chellappa and Davis, "Soft-NMS: Improving Object Detection with One Line of Code", ICCV 2017.
/// </remarks>
public static class SoftNonMaxSuppression
{
    /// <summary>Multiplies the confidence of a box by 1 − IoU for each taken box whose IoU with it is above a threshold.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="confidences">Confidence of each box; a box whose confidence is NaN is never kept.</param>
    /// <param name="classIds">Class of each box: boxes of different classes leave each other alone. Empty: all boxes affect each other.</param>
    /// <param name="iouThreshold">IoU above which a confidence decays, in [0, 1].</param>
    /// <param name="minConfidence">Decayed confidence below which a box is dropped.</param>
    /// <param name="kept">Receives the indices of the kept boxes by falling decayed confidence; its length caps how many are kept.</param>
    /// <param name="decayed">Receives the decayed confidences of the kept boxes; at least as long as <paramref name="kept"/>.</param>
    /// <param name="maxCandidates">How many of the most confident boxes take part, the others being dropped at once.</param>
    /// <returns>How many indices were written.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or <paramref name="decayed"/> is shorter than <paramref name="kept"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="iouThreshold"/> is outside [0, 1] or NaN, or <paramref name="maxCandidates"/> is negative.</exception>
    public static int SuppressLinear(
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<float> confidences,
        ReadOnlySpan<int> classIds,
        float iouThreshold,
        float minConfidence,
        Span<int> kept,
        Span<float> decayed,
        int maxCandidates = int.MaxValue
    )
    {
        SuppressionArguments.Validate(boxes, confidences, classIds, iouThreshold, maxCandidates);
        return Suppress(
            boxes,
            confidences,
            classIds,
            new Decay(iouThreshold, 0),
            minConfidence,
            kept,
            decayed,
            maxCandidates
        );
    }

    /// <summary>Multiplies the confidence of a box by e^(−IoU² / σ) for each taken box.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="confidences">Confidence of each box; a box whose confidence is NaN is never kept.</param>
    /// <param name="classIds">Class of each box: boxes of different classes leave each other alone. Empty: all boxes affect each other.</param>
    /// <param name="sigma">Width of the Gaussian, positive; the paper uses 0.5. Smaller decays more.</param>
    /// <param name="minConfidence">Decayed confidence below which a box is dropped.</param>
    /// <param name="kept">Receives the indices of the kept boxes by falling decayed confidence; its length caps how many are kept.</param>
    /// <param name="decayed">Receives the decayed confidences of the kept boxes; at least as long as <paramref name="kept"/>.</param>
    /// <param name="maxCandidates">How many of the most confident boxes take part, the others being dropped at once.</param>
    /// <returns>How many indices were written.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or <paramref name="decayed"/> is shorter than <paramref name="kept"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is not positive, or <paramref name="maxCandidates"/> is negative.</exception>
    public static int SuppressGaussian(
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<float> confidences,
        ReadOnlySpan<int> classIds,
        float sigma,
        float minConfidence,
        Span<int> kept,
        Span<float> decayed,
        int maxCandidates = int.MaxValue
    )
    {
        SuppressionArguments.Validate(boxes, confidences, classIds, iouThreshold: 0, maxCandidates);
        if (!(sigma > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The width of the Gaussian is positive.");
        }

        return Suppress(boxes, confidences, classIds, new Decay(0, sigma), minConfidence, kept, decayed, maxCandidates);
    }

    private static int Suppress(
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<float> confidences,
        ReadOnlySpan<int> classIds,
        Decay decay,
        float minConfidence,
        Span<int> kept,
        Span<float> decayed,
        int maxCandidates
    )
    {
        if (decayed.Length < kept.Length)
        {
            throw new ArgumentException(
                $"There is room for {kept.Length} indices but only {decayed.Length} confidences.",
                nameof(decayed)
            );
        }

        var highest = new HighestConfidences(maxCandidates);
        try
        {
            for (var i = 0; i < confidences.Length; i++)
            {
                if (confidences[i] >= minConfidence)
                {
                    highest.Add(confidences[i], i);
                }
            }

            return Suppress(highest.Ranked(), boxes, confidences, classIds, decay, minConfidence, kept, decayed);
        }
        finally
        {
            highest.Dispose();
        }
    }

    private static int Suppress(
        ReadOnlySpan<ulong> ranked,
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<float> confidences,
        ReadOnlySpan<int> classIds,
        Decay decay,
        float minConfidence,
        Span<int> kept,
        Span<float> decayed
    )
    {
        var indices = ArrayPool<int>.Shared.Rent(ranked.Length);
        var scores = ArrayPool<float>.Shared.Rent(ranked.Length);
        try
        {
            // Most confident first and equal ones in input order: the first of several equal maxima is then the one to take, unless decay made
            // them equal, where the one that was more confident goes first.
            for (var i = 0; i < ranked.Length; i++)
            {
                indices[i] = RankKey.Index(ranked[i]);
                scores[i] = confidences[indices[i]];
            }

            return Take(
                indices.AsSpan(0, ranked.Length),
                scores.AsSpan(0, ranked.Length),
                boxes,
                classIds,
                decay,
                minConfidence,
                kept,
                decayed
            );
        }
        finally
        {
            ArrayPool<int>.Shared.Return(indices);
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private static int Take(
        Span<int> left,
        Span<float> scores,
        ReadOnlySpan<BoundingBox> boxes,
        ReadOnlySpan<int> classIds,
        Decay decay,
        float minConfidence,
        Span<int> kept,
        Span<float> decayed
    )
    {
        var count = 0;
        while (count < kept.Length && !left.IsEmpty)
        {
            var best = TensorPrimitives.IndexOfMax(scores);
            var taken = left[best];
            kept[count] = taken;
            decayed[count++] = scores[best];

            var remaining = 0;
            for (var i = 0; i < left.Length; i++)
            {
                var index = left[i];
                if (index == taken)
                {
                    continue;
                }

                var score =
                    classIds.IsEmpty || classIds[index] == classIds[taken]
                        ? scores[i] * decay.Factor(boxes[index].IntersectionOverUnion(boxes[taken]))
                        : scores[i];
                if (score >= minConfidence)
                {
                    left[remaining] = index;
                    scores[remaining++] = score;
                }
            }

            left = left[..remaining];
            scores = scores[..remaining];
        }

        return count;
    }

    /// <summary>Gaussian when <paramref name="Sigma"/> is positive, otherwise linear above <paramref name="IoUThreshold"/>.</summary>
    private readonly record struct Decay(float IoUThreshold, float Sigma)
    {
        public float Factor(float iou) =>
            Sigma > 0 ? MathF.Exp(-(iou * iou) / Sigma)
            : iou > IoUThreshold ? 1 - iou
            : 1;
    }
}
