using CsCheck;

namespace VisionSdk.Core.Tests;

public class MatchProbabilityModelTests
{
    private static readonly MatchProbabilityModel Model = new(intercept: 10, slope: -20, prior: 0.5);

    [Fact]
    public void At_is_the_logistic_function_of_the_distance()
    {
        Model.At(0.5).ShouldBe(0.5, 1e-12);
        Model.At(0.4).ShouldBe(1 / (1 + Math.Exp(-2)), 1e-12);
        Model.At(double.PositiveInfinity).ShouldBe(0);
        Model.At(double.NaN).ShouldBe(double.NaN);
        Model.At(-1e300).ShouldBe(1);
    }

    [Fact]
    public void WithPrior_is_bayes_rule()
    {
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.001, 0.999])
            .Sample(
                static (distance, prior) =>
                {
                    var even = Model.At(distance);

                    var expected = even * prior / ((even * prior) + ((1 - even) * (1 - prior)));

                    Model.WithPrior(prior).At(distance).ShouldBe(expected, 1e-9);
                    Model.WithPrior(prior).WithPrior(0.5).At(distance).ShouldBe(even, 1e-9);
                }
            );
    }

    [Theory]
    [InlineData(double.NaN, -1, 0.5)]
    [InlineData(0, 0, 0.5)]
    [InlineData(0, 1, 0.5)]
    [InlineData(0, double.NegativeInfinity, 0.5)]
    [InlineData(0, -1, 0)]
    [InlineData(0, -1, 1)]
    public void Misuse_is_rejected(double intercept, double slope, double prior) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new MatchProbabilityModel(intercept, slope, prior));
}
