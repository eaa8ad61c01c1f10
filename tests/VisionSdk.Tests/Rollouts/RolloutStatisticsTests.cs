using System.Collections.Immutable;
using CsCheck;
using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class RolloutStatisticsTests
{
    [Fact]
    public void A_latency_is_told_to_within_half_a_bin() =>
        Gen.Double[0.06, 100_000]
            .Sample(static milliseconds =>
            {
                var time = TimeSpan.FromMilliseconds(milliseconds);
                var told = LatencyHistogram.TimeOf(LatencyHistogram.BinOf(time)) / time;
                return told is > 0.956 and < 1.046;
            });

    [Fact]
    public void Quantile_and_its_bounds_are_ranks()
    {
        // One time in each of a hundred bins: the median is the fiftieth.
        var histogram = new LatencyHistogram(Enumerable.Range(1, 100).ToDictionary(static bin => bin, static _ => 1L));

        var (lower, upper) = histogram.QuantileBounds(0.5, 0.95);

        histogram.Quantile(0.5).ShouldBe(LatencyHistogram.TimeOf(50));
        histogram.Quantile(0.95).ShouldBe(LatencyHistogram.TimeOf(95));

        // Clopper and Pearson for 50 of 100: 0.3983 to 0.6017.
        lower.ShouldBe(LatencyHistogram.TimeOf(39));
        upper.ShouldBe(LatencyHistogram.TimeOf(62));
    }

    [Fact]
    public void Too_few_times_bound_nothing()
    {
        var one = new LatencyHistogram(new Dictionary<int, long> { [40] = 1 });

        one.QuantileBounds(0.5, 0.95).ShouldBe((TimeSpan.Zero, TimeSpan.MaxValue));
        var latency = RolloutLatency.Create(one, new LatencyHistogram(new Dictionary<int, long> { [80] = 1 }), 0.95)!;
        latency.Ratio.ShouldBe(32, 1e-3);
        latency.RatioLower.ShouldBe(0);
        latency.RatioUpper.ShouldBeNull();
    }

    [Fact]
    public void Distance_is_the_largest_gap_of_the_distributions_with_the_margin_of_Massart()
    {
        var low = new ScoreHistogram(new Dictionary<int, long> { [10] = 600, [20] = 400 });
        var high = new ScoreHistogram(new Dictionary<int, long> { [10] = 250, [20] = 750 });

        var bounds = low.DistanceTo(high, 0.95, out var distance);

        distance.ShouldBe(0.35, 1e-12);
        var margin = 2 * Math.Sqrt(Math.Log(2 / 0.025) / 2000);
        bounds.Lower.ShouldBe(0.35 - margin, 1e-12);
        bounds.Upper.ShouldBe(0.35 + margin, 1e-12);
        low.DistanceTo(low, 0.95, out var none).Lower.ShouldBe(0);
        none.ShouldBe(0);
    }

    [Fact]
    public void Distance_lies_within_its_bounds_as_often_as_it_says()
    {
        // Uniform on [0, 1] against uniform on [0, 1.25]: the true distance is 0.2.
        var random = new Random(7);
        const int Runs = 300;
        var within = 0;
        for (var run = 0; run < Runs; run++)
        {
            var bounds = Sample(random, 1, 400).DistanceTo(Sample(random, 1.25, 400), 0.9, out _);
            within += bounds.Lower <= 0.2 && bounds.Upper >= 0.2 ? 1 : 0;
        }

        within.ShouldBeGreaterThan((int)(0.9 * Runs));
    }

    [Fact]
    public void Scores_that_are_no_number_or_very_large_are_above_everything()
    {
        ScoreHistogram.BinOf(double.NaN).ShouldBe(100);
        ScoreHistogram.BinOf(1e300).ShouldBe(100);
        ScoreHistogram.BinOf(0.999).ShouldBe(49);
        ScoreHistogram.BinOf(1.0).ShouldBe(50);
        ScoreHistogram.BinOf(-1).ShouldBe(0);
    }

    [Fact]
    public void Detections_of_one_label_that_overlap_by_half_are_the_same_thing()
    {
        ImmutableArray<Detection> primary = [Thing(0, 0.9f, "cat"), Thing(100, 0.8f, "cat"), Thing(200, 0.7f, "dog")];
        ImmutableArray<Detection> candidate =
        [
            Thing(2, 0.6f, "cat"),
            Thing(0, 0.5f, "cat"),
            Thing(200, 0.7f, "cat"),
            Thing(140, 0.9f, "cat"),
        ];

        var matching = DetectionMatching.Of(primary, candidate);

        // The nearer of the two; the second cat has moved too far, and the dog has become one.
        matching.Matched.ShouldBe([(0.9f, 0.5f)]);
        matching.Lost.ShouldBe(2);
        matching.Added.ShouldBe(3);
    }

    [Fact]
    public void A_pair_of_decisions_is_counted_with_flip_scores_and_times()
    {
        var tally = new RolloutTally();
        DecisionComparison
            .Count(
                tally,
                "verify",
                new DecisionTrace("Match", 0.5, TimeSpan.FromMilliseconds(10)),
                new DecisionTrace("NoMatch", 1.5, TimeSpan.FromMilliseconds(20))
            )
            .ShouldBeTrue();
        DecisionComparison
            .Count(
                tally,
                "verify",
                new DecisionTrace("Match", 0.5, TimeSpan.FromMilliseconds(10)),
                new DecisionTrace("Match", 0.6, TimeSpan.FromMilliseconds(20))
            )
            .ShouldBeFalse();

        var report = RolloutStatistics.Of(tally.Take(), 0.95).ShouldHaveSingleItem();

        report.Compared.ShouldBe(2);
        report.Flips.Count.ShouldBe(1);
        report.Flips.Bounds.ShouldBe(ClopperPearson.Interval(1, 2, 0.95));
        report.FlipsByKind.ShouldBe([new RolloutItem("Match>NoMatch", 1)]);
        report.Drift!.Scores.ShouldBe(2);
        report.Drift.Distance.ShouldBe(1);
        report.Latency!.Ratio.ShouldBe(2, 1e-9);
        tally.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Another_identity_is_a_flip_and_an_obstacle_is_none()
    {
        var tally = new RolloutTally();
        var known = new DecisionTrace("Known", 0.5, TimeSpan.Zero) { Identity = Guid.NewGuid() };

        DecisionComparison.Count(tally, "identify", known, known with { Identity = Guid.NewGuid() }).ShouldBeTrue();
        DecisionComparison
            .Count(tally, "identify", known, known with { Decision = "Unknown", Obstacle = "nobody is there" })
            .ShouldBeFalse();

        var report = RolloutStatistics.Of(tally.Take(), 0.95).ShouldHaveSingleItem();
        report.FlipsByKind.ShouldBe([new RolloutItem("Known>Other", 1)]);
        report.Compared.ShouldBe(1);
        report.Incomparable.ShouldBe([new RolloutItem("nobody is there", 1)]);
    }

    [Fact]
    public void Detections_are_counted_with_what_is_added_lost_and_shifted()
    {
        var tally = new RolloutTally();
        var before = new DecisionTrace("1 found", null, TimeSpan.Zero) { Detections = [Thing(0, 0.5f, "cat")] };
        var after = before with { Detections = [Thing(0, 0.75f, "cat"), Thing(200, 0.9f, "cat")] };

        DecisionComparison.Count(tally, "detect", before, after).ShouldBeTrue();
        DecisionComparison.Count(tally, "detect", before, before).ShouldBeFalse();

        var report = RolloutStatistics.Of(tally.Take(), 0.95).ShouldHaveSingleItem();
        report.Detections.ShouldBe(new RolloutDetections(2, 1, 0, 0.125, 0.125));
        report.Flips.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 100, RolloutCheckState.Open)]
    [InlineData(0, 1000, RolloutCheckState.Holds)]
    [InlineData(5, 1000, RolloutCheckState.Holds)]
    [InlineData(20, 1000, RolloutCheckState.Open)]
    [InlineData(50, 1000, RolloutCheckState.Broken)]
    [InlineData(8, 10, RolloutCheckState.Broken)]
    public void A_limit_is_judged_by_the_bounds(long flips, long compared, RolloutCheckState expected)
    {
        var judgement = Judge(new RolloutRules { MaxFlipRate = 0.02, MaxErrorRate = null }, flips, compared);

        judgement.Checks.Single(static check => check.Limit == "flip rate").State.ShouldBe(expected);
        (judgement.Verdict == RolloutVerdict.Broken).ShouldBe(expected == RolloutCheckState.Broken);
    }

    [Fact]
    public void A_promotion_needs_the_minimum_and_every_limit()
    {
        var rules = new RolloutRules
        {
            MaxFlipRate = 0.02,
            MaxErrorRate = 0.02,
            MinDecisions = 2000,
        };

        Judge(rules, 0, 1999).Verdict.ShouldBe(RolloutVerdict.Undecided);
        Judge(rules, 0, 2000).Verdict.ShouldBe(RolloutVerdict.Promotable);
        Judge(rules, 40, 2000).Verdict.ShouldBe(RolloutVerdict.Undecided);
        Judge(rules, 0, 2000, errors: 100).Verdict.ShouldBe(RolloutVerdict.Broken);
    }

    [Fact]
    public void An_operation_with_few_decisions_cannot_hold_up_a_promotion_but_can_break_it()
    {
        var rules = new RolloutRules { MaxErrorRate = null, MinDecisions = 1000 };
        RolloutCount[] plenty = [new("verify", "compared", 1000)];

        JudgementOf(rules, [.. plenty, new("claim", "compared", 10)]).Verdict.ShouldBe(RolloutVerdict.Promotable);
        JudgementOf(rules, [.. plenty, new("claim", "compared", 10), new("claim", "flip:Match>NoMatch", 9)])
            .Verdict.ShouldBe(RolloutVerdict.Broken);
    }

    [Fact]
    public void The_reason_of_a_rollback_says_what_broke()
    {
        Judge(new RolloutRules(), 300, 1000)
            .BrokenLimits.ShouldBe("flip rate of verify is 0.3 (at least 0.2632, from 1,000); 0.02 is allowed");
    }

    [Fact]
    public void Rules_come_back_from_their_text_and_are_checked()
    {
        var rules = new RolloutRules
        {
            MaxFlipRate = null,
            MaxDrift = 0.125,
            Promote = true,
        };

        RolloutRules.FromJson(rules.ToJson()).ShouldBe(rules);
        Should.Throw<ArgumentOutOfRangeException>(() => (rules with { MaxFlipRate = 1.5 }).Validate());
        Should.Throw<ArgumentOutOfRangeException>(() => (rules with { MaxLatencyRatio = 0 }).Validate());
        Should.Throw<ArgumentOutOfRangeException>(() => (rules with { Confidence = 1 }).Validate());
        Should.Throw<ArgumentOutOfRangeException>(() => (rules with { MinDecisions = 0 }).Validate());
    }

    private static RolloutJudgement Judge(RolloutRules rules, long flips, long compared, long errors = 0) =>
        JudgementOf(
            rules,
            [
                new("verify", "compared", compared),
                new("verify", "decided", compared),
                new("verify", "flip:Match>NoMatch", flips),
                new("verify", "error:ModelLoadException", errors),
            ]
        );

    private static RolloutJudgement JudgementOf(RolloutRules rules, RolloutCount[] counts) =>
        RolloutJudgement.Of(rules, RolloutStatistics.Of(counts, rules.Confidence));

    private static ScoreHistogram Sample(Random random, double width, int count) =>
        new(
            Enumerable
                .Range(0, count)
                .GroupBy(_ => ScoreHistogram.BinOf(random.NextDouble() * width))
                .ToDictionary(static group => group.Key, static group => (long)group.Count())
        );

    private static Detection Thing(float x, float confidence, string label) =>
        new(new BoundingBox(x, 0, 80, 80), confidence, 0, label);
}
