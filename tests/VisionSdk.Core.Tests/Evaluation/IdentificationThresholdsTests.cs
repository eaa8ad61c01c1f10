namespace VisionSdk.Core.Tests;

public sealed class IdentificationThresholdsTests
{
    [Theory]
    [InlineData(0.001, 0, 0)]
    [InlineData(0.001, 1, 0.001)]
    [InlineData(1e-5, 100, 0.000999505)]
    [InlineData(1e-5, 1_000_000, 0.9999546)]
    public void ExpectedFalsePositiveRate_grows_with_the_comparisons(double rate, int comparisons, double expected) =>
        IdentificationThresholds
            .ExpectedFalsePositiveRate(rate, comparisons)
            .ShouldBe(expected, Math.Max(expected * 1e-6, 1e-15));

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.1, -1)]
    public void ExpectedFalsePositiveRate_checks_its_arguments(double rate, int comparisons) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            IdentificationThresholds.ExpectedFalsePositiveRate(rate, comparisons)
        );

    [Theory]
    [InlineData(1, 0.02, 0.01)]
    [InlineData(1, 0.01, 0.01)]
    [InlineData(1, 0.005, 0.001)]
    [InlineData(100, 0.2, 0.001)]
    [InlineData(100, 0.05, 0.0001)]
    [InlineData(1000, 0.001, 0.0001)]
    public void Select_takes_the_loosest_that_keeps_the_rate_or_the_strictest(
        int comparisons,
        double asked,
        double expected
    )
    {
        DecisionThreshold[] thresholds = [Threshold(0.001), Threshold(0.0001), Threshold(0.01)];

        IdentificationThresholds.Select(thresholds, comparisons, asked)!.FalseMatchRate.ShouldBe(expected);
    }

    [Fact]
    public void Select_has_nothing_to_choose_from_without_thresholds() =>
        IdentificationThresholds.Select([], comparisons: 1, falsePositiveRate: 0.1).ShouldBeNull();

    private static DecisionThreshold Threshold(double rate) =>
        new()
        {
            FalseMatchRate = rate,
            Distance = rate,
            DataSet = "invented",
            Comparisons = 1,
            FalseMatches = 0,
            LowerBound = 0,
            UpperBound = 1,
        };
}
