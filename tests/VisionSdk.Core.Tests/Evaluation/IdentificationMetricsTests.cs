using CsCheck;

namespace VisionSdk.Core.Tests;

public class IdentificationMetricsTests
{
    private static readonly IdentificationSearch[] Searches =
    [
        IdentificationSearch.FromGallery([0.2f, 0.5f, 0.9f], mate: 0),
        IdentificationSearch.FromGallery([0.4f, 0.6f, 0.9f], mate: 1),
        IdentificationSearch.FromGallery([0.7f, 0.8f, 0.3f], mate: 2),
        IdentificationSearch.FromGallery([0.1f, 0.2f, 0.3f], mate: 2),
        IdentificationSearch.FromGallery([0.8f, 0.35f, 0.9f]),
        IdentificationSearch.FromGallery([0.8f, 0.75f, 0.9f]),
    ];

    [Fact]
    public void FromGallery_ranks_the_mate_and_finds_the_nearest()
    {
        Searches[0].ShouldBe(new IdentificationSearch(1, 0.2f, 0.2f));
        Searches[1].ShouldBe(new IdentificationSearch(2, 0.6f, 0.4f));
        Searches[3].ShouldBe(new IdentificationSearch(3, 0.3f, 0.1f));
        Searches[4].ShouldBe(new IdentificationSearch(0, float.PositiveInfinity, 0.35f));
        Searches[4].IsMated.ShouldBeFalse();
    }

    [Fact]
    public void FromGallery_counts_ties_against_the_mate() =>
        IdentificationSearch.FromGallery([0.5f, 0.5f, 0.5f, 0.6f], mate: 1).MateRank.ShouldBe(3);

    [Fact]
    public void Curve_gives_false_positive_and_false_negative_identification_rates()
    {
        var first = IdentificationMetrics.Curve(Searches).At(0.5);
        var second = IdentificationMetrics.Curve(Searches, maxRank: 2).At(0.65);

        // At 0.5 one of two strangers is named; of four mates two stand first and within 0.5.
        first.FalseMatchRate.ShouldBe(0.5);
        first.FalseNonMatchRate.ShouldBe(0.5);

        // At 0.65 and rank 2 the second search is found too.
        second.FalseNonMatchRate.ShouldBe(0.25);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.75)]
    [InlineData(3, 1)]
    [InlineData(50, 1)]
    public void RankRate_is_the_share_of_mates_among_the_first_candidates(int rank, double expected) =>
        IdentificationMetrics.RankRate(Searches, rank).ShouldBe(expected);

    [Fact]
    public void Rates_are_those_of_a_plain_loop()
    {
        var search = Gen.Int[1, 8]
            .SelectMany(static size =>
                Gen.Select(Gen.Int[0, 10].Select(static step => step / 10f).Array[size], Gen.Int[-1, size - 1])
            );
        Gen.Select(search.Array[2, 30], Gen.Int[1, 4], Gen.Double[0, 1])
            .Where(static tuple =>
                tuple.Item1.Any(static s => s.Item2 < 0) && tuple.Item1.Any(static s => s.Item2 >= 0)
            )
            .Sample(
                static (galleries, rank, threshold) =>
                {
                    double strangers = 0;
                    double named = 0;
                    double mates = 0;
                    double missed = 0;
                    foreach (var (distances, mate) in galleries)
                    {
                        if (mate < 0)
                        {
                            strangers++;
                            named += distances.Any(distance => distance <= threshold) ? 1 : 0;
                        }
                        else
                        {
                            mates++;
                            var ahead = distances
                                .Where((distance, i) => i != mate && distance <= distances[mate])
                                .Count();
                            missed += ahead < rank && distances[mate] <= threshold ? 0 : 1;
                        }
                    }

                    var searches = galleries.Select(static g => IdentificationSearch.FromGallery(g.Item1, g.Item2));
                    var point = IdentificationMetrics.Curve([.. searches], rank).At(threshold);

                    point.FalseMatchRate.ShouldBe(named / strangers, 1e-12);
                    point.FalseNonMatchRate.ShouldBe(missed / mates, 1e-12);
                }
            );
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentException>(static () => IdentificationSearch.FromGallery([]));
        Should.Throw<ArgumentException>(static () => IdentificationSearch.FromGallery([float.NaN]));
        Should.Throw<ArgumentOutOfRangeException>(static () => IdentificationSearch.FromGallery([1], mate: 1));
        Should.Throw<ArgumentOutOfRangeException>(static () => IdentificationSearch.FromGallery([1], mate: -2));
        Should.Throw<ArgumentException>(static () => IdentificationMetrics.Curve(Searches.AsSpan(0, 4)));
        Should.Throw<ArgumentException>(static () => IdentificationMetrics.RankRate(Searches.AsSpan(4), 1));
        Should.Throw<ArgumentOutOfRangeException>(static () => IdentificationMetrics.RankRate(Searches, 0));
    }
}
