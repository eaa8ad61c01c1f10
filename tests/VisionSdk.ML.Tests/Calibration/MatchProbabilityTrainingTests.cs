namespace VisionSdk.ML.Tests;

public class MatchProbabilityTrainingTests
{
    // Two normal distributions of equal deviation s: the true log-odds at prior 0.5 are linear in the distance, with slope
    // (m₁ − m₂)/s² and their zero half-way between the means.
    private const double GenuineMean = 0.3;
    private const double ImpostorMean = 0.7;
    private const double Deviation = 0.1;
    private const double TrueSlope = (GenuineMean - ImpostorMean) / (Deviation * Deviation);
    private const double TrueCentre = (GenuineMean + ImpostorMean) / 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4000, 4000)]
    [InlineData(1000, 40_000)]
    public void The_true_logistic_function_is_found_however_the_kinds_are_mixed(int genuine, int impostors)
    {
        var fit = MatchProbabilityTraining.Fit(Pairs(genuine, impostors, seed: 3), cancellationToken: Token);

        var model = fit.Model.ShouldNotBeNull();
        model.Prior.ShouldBe(0.5);
        (model.Slope / TrueSlope).ShouldBeInRange(0.85, 1.15);
        (-model.Intercept / model.Slope).ShouldBe(TrueCentre, 0.01);
        fit.Refusal.ShouldBeNull();
        fit.Reliability.ShouldNotBeNull().ExpectedCalibrationError.ShouldBeLessThan(0.01);
        fit.Reliability.GenuinePairs.ShouldBe(genuine);
        fit.Reliability.ImpostorPairs.ShouldBe(impostors);
    }

    [Fact]
    public void Another_prior_is_what_the_weights_make_and_what_bayes_says()
    {
        var pairs = Pairs(5000, 5000, seed: 4);
        var even = MatchProbabilityTraining.Fit(pairs, 0.5, Token).Model.ShouldNotBeNull();

        var rare = MatchProbabilityTraining.Fit(pairs, 0.05, Token).Model.ShouldNotBeNull();

        rare.Prior.ShouldBe(0.05);
        foreach (var distance in (double[])[0.35, 0.45, 0.5, 0.55])
        {
            rare.At(distance).ShouldBe(even.WithPrior(0.05).At(distance), 0.03);
        }

        rare.At(TrueCentre).ShouldBe(0.05, 0.02);
    }

    [Fact]
    public void Perfectly_separated_pairs_still_have_a_finite_slope_and_no_certainty_that_they_cannot_show()
    {
        var pairs = Enumerable
            .Range(0, 200)
            .Select(static i => new VerificationPair(i % 2 == 0 ? 0.1f : 0.9f, i % 2 == 0, i % 5))
            .ToArray();

        var model = MatchProbabilityTraining.Fit(pairs, cancellationToken: Token).Model.ShouldNotBeNull();

        // Platt's targets for 100 pairs of each kind.
        model.At(0.1).ShouldBe(101 / 102.0, 2e-3);
        model.At(0.9).ShouldBe(1 / 102.0, 2e-3);
    }

    [Fact]
    public void A_pair_is_never_judged_by_a_model_that_was_trained_on_it()
    {
        // In fold 1 the labels are exchanged. A model that had seen fold 1 would not be so sure of the wrong answer there.
        var pairs = Pairs(2000, 2000, seed: 5)
            .Select(static pair => pair.Fold == 1 ? pair with { IsSame = !pair.IsSame } : pair)
            .ToArray();
        var isolated = pairs.Select(static pair => pair with { Fold = pair.Fold == 1 ? 1 : 0 }).ToArray();
        var clean = MatchProbabilityTraining
            .Fit(pairs.Where(static pair => pair.Fold != 1).ToArray(), cancellationToken: Token)
            .Model.ShouldNotBeNull();

        // Fold 1 alone teaches the opposite of what is nearer is likelier the same: there is no model for fold 0.
        MatchProbabilityTraining.Fit(isolated, cancellationToken: Token).Refusal.ShouldNotBeNull();
        var judged = MatchProbabilityTraining.Fit(pairs, cancellationToken: Token).Reliability.ShouldNotBeNull();

        var stated = Reliability.Measure([
            .. pairs.Select(pair => new PredictedMatch(clean.At(pair.Distance), pair.IsSame)),
        ]);
        judged.LogLoss.ShouldBe(stated.LogLoss, stated.LogLoss / 2);
        judged.LogLoss.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Pairs_that_cross_folds_are_not_judged()
    {
        var pairs = Pairs(500, 500, seed: 6);
        VerificationPair[] all =
        [
            .. pairs,
            .. Pairs(0, 700, seed: 7).Select(static pair => pair with { Fold = CrossValidationFolds.None }),
        ];

        var fit = MatchProbabilityTraining.Fit(all, cancellationToken: Token);

        fit.Reliability.ShouldNotBeNull().ImpostorPairs.ShouldBe(500);
    }

    [Fact]
    public void The_same_pairs_give_the_same_model()
    {
        var pairs = Pairs(600, 900, seed: 8);

        MatchProbabilityTraining
            .Fit(pairs, cancellationToken: Token)
            .Model.ShouldBe(MatchProbabilityTraining.Fit(pairs, cancellationToken: Token).Model);
    }

    [Fact]
    public void What_the_data_cannot_support_is_refused_with_a_reason()
    {
        RefusalOf(Pairs(49, 500, seed: 1)).ShouldContain("there are 49 and 500");
        RefusalOf([.. Pairs(500, 500, seed: 1).Select(static pair => pair with { Fold = 0 })])
            .ShouldContain("two folds");
        RefusalOf([.. Pairs(500, 500, seed: 1).Select(static pair => pair with { IsSame = !pair.IsSame })])
            .ShouldContain("do not tell");
        RefusalOf([.. Pairs(500, 500, seed: 1).Select(static pair => pair with { Distance = 0.5f })])
            .ShouldContain("do not tell");
        RefusalOf([.. Pairs(500, 500, seed: 1).Select(static pair => pair with { Distance = float.PositiveInfinity })])
            .ShouldContain("there are 0 and 0");
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentException>(static () =>
            MatchProbabilityTraining.Fit([new VerificationPair(float.NaN, true)])
        );
        Should.Throw<ArgumentOutOfRangeException>(static () => MatchProbabilityTraining.Fit([], prior: 1));
    }

    private static string RefusalOf(VerificationPair[] pairs)
    {
        var fit = MatchProbabilityTraining.Fit(pairs, cancellationToken: Token);
        fit.Model.ShouldBeNull();
        fit.Reliability.ShouldBeNull();
        return fit.Refusal.ShouldNotBeNull();
    }

    private static VerificationPair[] Pairs(int genuine, int impostors, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, genuine)
                .Select(i => new VerificationPair((float)Normal(random, GenuineMean), true, i % 5)),
            .. Enumerable
                .Range(0, impostors)
                .Select(i => new VerificationPair((float)Normal(random, ImpostorMean), false, i % 5)),
        ];
    }

    private static double Normal(Random random, double mean) =>
        mean
        + (Deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
