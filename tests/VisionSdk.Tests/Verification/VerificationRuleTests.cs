namespace VisionSdk.Tests;

public sealed class VerificationRuleTests
{
    private static readonly ModelManifest Embedder = Manifests.Embedder(
        "embedder",
        Manifests.Threshold(0.0001, 0.08),
        Manifests.Threshold(0.001, 0.10),
        Manifests.Threshold(0.01, 0.15),
        Manifests.Threshold(0.1, 0.30)
    );

    [Theory]
    [InlineData(0.10, VerificationDecision.Match)]
    [InlineData(0.1000001, VerificationDecision.Inconclusive)]
    [InlineData(0.15, VerificationDecision.Inconclusive)]
    [InlineData(0.1500001, VerificationDecision.NoMatch)]
    [InlineData(double.NaN, VerificationDecision.Inconclusive)]
    public void Decide_draws_the_lines_at_the_thresholds_of_both_rates(
        double distance,
        VerificationDecision expected
    ) => VerificationRule.Create(new EmbedderThresholds(Embedder), 0.001, 0.01).Decide(distance).ShouldBe(expected);

    [Fact]
    public void Without_a_looser_rate_there_is_no_band()
    {
        var rule = VerificationRule.Create(new EmbedderThresholds(Embedder), 0.001, inconclusiveRate: null);

        rule.Band.ShouldBeNull();
        rule.Decide(0.1000001).ShouldBe(VerificationDecision.NoMatch);
    }

    [Theory]
    [InlineData(0.05, 0.01)]
    [InlineData(0.01, 0.01)]
    [InlineData(0.5, 0.1)]
    public void The_band_ends_at_the_loosest_calibrated_rate_that_is_allowed(double asked, double used) =>
        VerificationRule.Create(new EmbedderThresholds(Embedder), 0.001, asked).Band!.FalseMatchRate.ShouldBe(used);

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.001)]
    [InlineData(0.0001)]
    public void A_looser_rate_that_reaches_no_calibrated_one_means_no_band(double asked) =>
        VerificationRule.Create(new EmbedderThresholds(Embedder), 0.001, asked).Band.ShouldBeNull();

    [Fact]
    public void A_rate_is_found_whatever_arithmetic_made_it() =>
        VerificationRule
            .Create(new EmbedderThresholds(Embedder), 0.1 * 0.1 * 0.1, null)
            .Threshold.FalseMatchRate.ShouldBe(0.001);

    [Fact]
    public void A_rate_without_calibration_is_an_error_that_names_the_rates_there_are()
    {
        var error = Should.Throw<ThresholdUnavailableException>(() =>
            VerificationRule.Create(new EmbedderThresholds(Embedder), 0.002, 0.01)
        );

        error.RequestedRate.ShouldBe(0.002);
        error.AvailableRates.ShouldBe([0.0001, 0.001, 0.01, 0.1]);
        error.Message.ShouldContain("0.0001, 0.001, 0.01, 0.1");
        error.Message.ShouldContain("'embedder' 1.0.0");
    }

    [Fact]
    public void A_model_without_any_calibration_says_so()
    {
        var error = Should.Throw<ThresholdUnavailableException>(() =>
            VerificationRule.Create(new EmbedderThresholds(Manifests.Embedder("raw")), 0.001, 0.01)
        );

        error.AvailableRates.ShouldBeEmpty();
        error.Message.ShouldContain("is not calibrated");
    }
}
