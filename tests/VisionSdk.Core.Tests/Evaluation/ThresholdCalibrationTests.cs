namespace VisionSdk.Core.Tests;

public class ThresholdCalibrationTests
{
    // 3,000 impostor pairs at 0.500, 0.501, … and 1,000 genuine ones at 0.000, 0.001, …
    private static readonly float[] Impostors = [.. Enumerable.Range(0, 3000).Select(static i => 0.5f + (i / 1000f))];
    private static readonly float[] Genuine = [.. Enumerable.Range(0, 1000).Select(static i => i / 1000f)];

    [Fact]
    public void Select_gives_each_supported_rate_a_threshold_with_its_evidence()
    {
        var result = ThresholdCalibration.Select(Impostors, Genuine, [0.01, 0.001], "ramp");

        result.Refused.ShouldBeEmpty();
        result.Thresholds.Select(static threshold => threshold.FalseMatchRate).ShouldBe([0.01, 0.001]);
        var strict = result.Thresholds[1];

        // Three of 3,000 may match: 0.500, 0.501 and 0.502, but not 0.503.
        strict.FalseMatches.ShouldBe(3);
        strict.Comparisons.ShouldBe(3000);
        strict.Distance.ShouldBe(0.503, 1e-6);
        strict.Distance.ShouldBeLessThan(Impostors[3]);
        strict.TrueAcceptRate.ShouldBe(0.503);
        strict.DataSet.ShouldBe("ramp");
        var bounds = ClopperPearson.Interval(3, 3000);
        strict.LowerBound.ShouldBe(bounds.Lower);
        strict.UpperBound.ShouldBe(bounds.Upper);
    }

    [Fact]
    public void Select_refuses_a_rate_with_fewer_than_three_expected_false_matches()
    {
        var result = ThresholdCalibration.Select(Impostors, Genuine, [0.001, 0.0009, 1e-6], "ramp");

        result.Thresholds.Select(static threshold => threshold.FalseMatchRate).ShouldBe([0.001]);
        result.Refused.Select(static refusal => refusal.FalseMatchRate).ShouldBe([0.0009, 1e-6]);
        result.Refused[0].Reason.ShouldBe(CalibrationRefusal.TooFewComparisons);
        result.Refused[0].RequiredComparisons.ShouldBe(3334);
        result.Refused[0].Comparisons.ShouldBe(3000);
        result.Refused[1].RequiredComparisons.ShouldBe(3_000_000);
        result.Refused[1].Message.ShouldContain("3000000");
    }

    [Theory]
    [InlineData(0.1, 30)]
    [InlineData(0.01, 300)]
    [InlineData(0.001, 3000)]
    [InlineData(0.0001, 30_000)]
    [InlineData(0.00001, 300_000)]
    [InlineData(0.000001, 3_000_000)]
    [InlineData(0.7, 5)]
    public void RequiredComparisons_follow_the_rule_of_three(double rate, long expected)
    {
        ThresholdCalibration.RequiredComparisons(rate).ShouldBe(expected);

        // What the rule promises: without any false match the one-sided 95 % bound is at or below the rate.
        ClopperPearson.Interval(0, expected, 0.9).Upper.ShouldBeLessThanOrEqualTo(rate);
    }

    [Fact]
    public void Select_refuses_a_rate_when_too_many_different_identities_have_distance_0()
    {
        float[] impostors = [.. Enumerable.Repeat(0f, 50), .. Enumerable.Repeat(1f, 950)];

        var result = ThresholdCalibration.Select(impostors, Genuine, [0.01, 0.1], "duplicates");

        result.Refused.Single().Reason.ShouldBe(CalibrationRefusal.IndistinguishableImpostors);
        result.Refused.Single().FalseMatchRate.ShouldBe(0.01);
        result.Refused.Single().Message.ShouldContain("duplicates");
        result.Thresholds.Single().FalseMatches.ShouldBe(50);
    }

    [Fact]
    public void Select_without_genuine_pairs_leaves_the_true_accept_rate_open() =>
        ThresholdCalibration.Select(Impostors, [], [0.01], "ramp").Thresholds.Single().TrueAcceptRate.ShouldBeNull();

    [Fact]
    public void Select_never_exceeds_the_rate_even_when_impostors_tie()
    {
        float[] impostors = [.. Enumerable.Range(0, 1000).Select(static i => (i / 100) / 10f)];

        var threshold = ThresholdCalibration.Select(impostors, Genuine, [0.15], "steps").Thresholds.Single();

        threshold.FalseMatches.ShouldBe(100);
        threshold.Distance.ShouldBeLessThan(0.1f);
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentException>(static () => ThresholdCalibration.Select([], Genuine, [0.01], "none"));
        Should.Throw<ArgumentException>(static () => ThresholdCalibration.Select(Impostors, Genuine, [0.01], " "));
        Should.Throw<ArgumentOutOfRangeException>(static () =>
            ThresholdCalibration.Select(Impostors, Genuine, [0], "zero")
        );
        Should.Throw<ArgumentOutOfRangeException>(static () =>
            ThresholdCalibration.Select(Impostors, Genuine, [1], "one")
        );
    }
}
