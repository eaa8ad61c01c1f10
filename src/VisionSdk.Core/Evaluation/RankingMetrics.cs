namespace VisionSdk;

/// <summary>Quality of a ranked list whose relevant entries are known, for retrieval and for identification without a threshold.</summary>
public static class RankingMetrics
{
    /// <summary>Average precision of the first k entries of one list (AP@k).</summary>
    /// <param name="relevance">Whether each entry is relevant, best first; entries beyond k are not looked at.</param>
    /// <param name="relevantCount">How many relevant entries exist altogether, listed or not; at least 1.</param>
    /// <param name="k">How many entries count, at least 1.</param>
    /// <returns>
    /// Σ over relevant entries i ≤ k of precision@i, divided by min(relevantCount, k): in [0, 1]. With one relevant entry it is
    /// 1 / its rank, or 0 behind rank k.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="relevantCount"/> or <paramref name="k"/> is below 1.</exception>
    /// <exception cref="ArgumentException">More entries are relevant than exist.</exception>
    public static double AveragePrecisionAt(ReadOnlySpan<bool> relevance, int relevantCount, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(relevantCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        double sum = 0;
        var hits = 0;
        for (var i = 0; i < Math.Min(relevance.Length, k); i++)
        {
            if (relevance[i])
            {
                hits++;
                sum += hits / (double)(i + 1);
            }
        }

        return hits <= relevantCount
            ? sum / Math.Min(relevantCount, k)
            : throw new ArgumentException(
                $"{hits} entries are relevant, but only {relevantCount} exist.",
                nameof(relevantCount)
            );
    }

    /// <summary>Mean average precision of searches with one right answer each (MAP@k).</summary>
    /// <param name="ranks">Rank of the right answer of each search, from 1; 0 when it is not in the list. At least one.</param>
    /// <param name="k">How many entries count, at least 1; 5 in most identification contests.</param>
    /// <returns>The mean of 1 / rank over all searches, ranks behind k counting 0; in [0, 1].</returns>
    /// <exception cref="ArgumentException">There are no searches.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1, or a rank is negative.</exception>
    public static double MeanAveragePrecisionAt(ReadOnlySpan<int> ranks, int k = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (ranks.IsEmpty)
        {
            throw new ArgumentException("A mean needs at least one search.", nameof(ranks));
        }

        double sum = 0;
        foreach (var rank in ranks)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rank, nameof(ranks));
            sum += rank >= 1 && rank <= k ? 1.0 / rank : 0;
        }

        return sum / ranks.Length;
    }
}
