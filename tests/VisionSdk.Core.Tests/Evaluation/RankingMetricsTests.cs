namespace VisionSdk.Core.Tests;

public class RankingMetricsTests
{
    [Theory]
    // Hits at 1, 3 and 5 of three: (1/1 + 2/3 + 3/5) / 3.
    [InlineData(new[] { true, false, true, false, true }, 3, 5, (1 + (2.0 / 3) + 0.6) / 3)]
    // The hit at 5 is cut off.
    [InlineData(new[] { true, false, true, false, true }, 3, 4, (1 + (2.0 / 3)) / 3)]
    // Ten exist, but only five places are looked at.
    [InlineData(new[] { true, true, true, true, true }, 10, 5, 1)]
    [InlineData(new[] { false, true }, 1, 5, 0.5)]
    [InlineData(new[] { false, false }, 1, 5, 0)]
    [InlineData(new bool[0], 1, 5, 0)]
    public void AveragePrecisionAt_sums_the_precision_at_each_hit(
        bool[] relevance,
        int relevantCount,
        int k,
        double expected
    ) => RankingMetrics.AveragePrecisionAt(relevance, relevantCount, k).ShouldBe(expected, 1e-12);

    [Fact]
    public void MeanAveragePrecisionAt_is_the_mean_reciprocal_rank_within_k() =>
        RankingMetrics.MeanAveragePrecisionAt([1, 2, 5, 6, 0]).ShouldBe((1 + 0.5 + 0.2) / 5, 1e-12);

    [Fact]
    public void Both_agree_when_one_entry_is_relevant()
    {
        foreach (var rank in Enumerable.Range(1, 7))
        {
            var relevance = new bool[7];
            relevance[rank - 1] = true;

            RankingMetrics
                .AveragePrecisionAt(relevance, 1, 5)
                .ShouldBe(RankingMetrics.MeanAveragePrecisionAt([rank], 5));
        }
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => RankingMetrics.AveragePrecisionAt([true], 0, 5));
        Should.Throw<ArgumentOutOfRangeException>(static () => RankingMetrics.AveragePrecisionAt([true], 1, 0));
        Should.Throw<ArgumentException>(static () => RankingMetrics.AveragePrecisionAt([true, true], 1, 5));
        Should.Throw<ArgumentException>(static () => RankingMetrics.MeanAveragePrecisionAt([]));
        Should.Throw<ArgumentOutOfRangeException>(static () => RankingMetrics.MeanAveragePrecisionAt([-1]));
    }
}
