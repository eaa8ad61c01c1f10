namespace VisionSdk.Tests;

public sealed class IdentificationRuleTests
{
    private static readonly RecognitionProfile Plain = new() { Embedder = "e" };

    [Fact]
    public void Create_says_whether_the_rate_is_kept()
    {
        Create(100, 0.05).MeetsRequestedRate.ShouldBe(true);
        var beyond = Create(1000, 0.001);

        beyond.MeetsRequestedRate.ShouldBe(false);
        beyond.ExpectedFalsePositiveRate!.Value.ShouldBe(1 - Math.Pow(1 - 0.0001, 1000), 1e-12);
    }

    [Fact]
    public void A_distance_of_the_profile_goes_before_the_thresholds_and_promises_no_rate()
    {
        var rule = IdentificationRule.Create(
            new RecognitionProfile { Embedder = "e", MaxDistance = 0.3 },
            new EmbedderThresholds(Embedder()),
            references: 10,
            falsePositiveRate: 0.01
        );

        (rule.MaxDistance, rule.Threshold, rule.ExpectedFalsePositiveRate).ShouldBe((0.3, null, null));
        rule.MeetsRequestedRate.ShouldBeNull();
    }

    [Fact]
    public void Without_either_there_is_no_rule() =>
        Should.Throw<ThresholdUnavailableException>(() =>
            IdentificationRule.Create(
                Plain,
                new EmbedderThresholds(Manifests.Embedder("e")),
                references: 1,
                falsePositiveRate: 0.01
            )
        );

    private static IdentificationRule Create(int references, double asked) =>
        IdentificationRule.Create(Plain, new EmbedderThresholds(Embedder()), references, asked);

    private static ModelManifest Embedder() =>
        Manifests.Embedder(
            "e",
            Manifests.Threshold(0.0001, 0.02),
            Manifests.Threshold(0.001, 0.075),
            Manifests.Threshold(0.01, 0.15)
        );
}
