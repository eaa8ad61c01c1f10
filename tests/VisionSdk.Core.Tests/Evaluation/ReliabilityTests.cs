namespace VisionSdk.Core.Tests;

public class ReliabilityTests
{
    [Fact]
    public void Figures_agree_with_a_calculation_by_hand()
    {
        // At prior 0.5 the two genuine pairs weigh 1/4 each, the four impostor pairs 1/8.
        PredictedMatch[] predictions =
        [
            new(0.9, true),
            new(0.6, true),
            new(0.1, false),
            new(0.1, false),
            new(0.4, false),
            new(0.95, false),
        ];

        var report = Reliability.Measure(predictions, prior: 0.5, bins: 2);

        report.BrierScore.ShouldBe((0.25 * (0.01 + 0.16)) + (0.125 * (0.01 + 0.01 + 0.16 + 0.9025)), 1e-12);
        report.LogLoss.ShouldBe(
            -(
                (0.25 * (Math.Log(0.9) + Math.Log(0.6)))
                + (0.125 * ((2 * Math.Log(0.9)) + Math.Log(0.6) + Math.Log(0.05)))
            ),
            1e-12
        );
        var (low, high) = (report.Bins[0], report.Bins[1]);
        (low.Lower, low.Upper, low.GenuinePairs, low.ImpostorPairs).ShouldBe((0, 0.5, 0, 3));
        low.MeanProbability.ShouldBe(0.2, 1e-12);
        low.ObservedShare.ShouldBe(0);
        (high.GenuinePairs, high.ImpostorPairs).ShouldBe((2, 1));
        high.MeanProbability.ShouldBe(((0.25 * 1.5) + (0.125 * 0.95)) / 0.625, 1e-12);
        high.ObservedShare.ShouldBe(0.5 / 0.625, 1e-12);
        report.ExpectedCalibrationError.ShouldBe((0.375 * 0.2) + Math.Abs((0.25 * 1.5) + (0.125 * 0.95) - 0.5), 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    public void True_probabilities_have_no_calibration_error_and_overstated_ones_do(int genuineShare, int impostorShare)
    {
        // The stated probability of each pair is the chance with which it is drawn as genuine, at prior 0.5.
        var random = new Random(11);
        var truthful = new List<PredictedMatch>();
        var overstated = new List<PredictedMatch>();
        for (var i = 0; i < 200_000; i++)
        {
            var p = random.NextDouble();
            var isSame = random.NextDouble() < p;
            if (!isSame || random.Next(impostorShare) < genuineShare)
            {
                truthful.Add(new PredictedMatch(p, isSame));
                overstated.Add(new PredictedMatch(p < 0.5 ? p / 2 : (1 + p) / 2, isSame));
            }
        }

        Reliability.Measure([.. truthful]).ExpectedCalibrationError.ShouldBeLessThan(0.02);
        Reliability.Measure([.. overstated]).ExpectedCalibrationError.ShouldBeGreaterThan(0.08);
    }

    [Fact]
    public void A_certain_statement_that_is_wrong_costs_much_but_not_infinitely_much()
    {
        var report = Reliability.Measure([new(0, true), new(1, false)]);

        double.IsFinite(report.LogLoss).ShouldBeTrue();
        report.LogLoss.ShouldBeGreaterThan(30);
        report.BrierScore.ShouldBe(1);
        report.Bins.Length.ShouldBe(2);
        report.Bins[^1].Upper.ShouldBe(1);
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentException>(static () => Reliability.Measure([new(0.5, true)]));
        Should.Throw<ArgumentException>(static () => Reliability.Measure([new(1.5, true), new(0.5, false)]));
        Should.Throw<ArgumentException>(static () => Reliability.Measure([new(double.NaN, true), new(0.5, false)]));
        Should.Throw<ArgumentOutOfRangeException>(static () => Reliability.Measure([], prior: 0));
        Should.Throw<ArgumentOutOfRangeException>(static () => Reliability.Measure([], bins: 0));
    }
}
