namespace VisionSdk.Core.Tests;

/// <summary>What the bounds of a threshold promise, against a distribution whose rates are known exactly.</summary>
public class ThresholdCoverageTests
{
    private const int Impostors = 3000;
    private const int Genuine = 400;
    private const int Experiments = 2000;

    // Impostor distances are uniform in [0, 1): the false-match rate at a threshold is the threshold itself.
    // Genuine distances are the smaller of two such: 1 − (1 − t)² of them are at or below t.
    [Fact]
    public void Bounds_at_a_fixed_threshold_contain_the_true_rates_at_least_as_often_as_they_claim()
    {
        var random = new Random(20_240_611);
        const double threshold = 0.004;
        const double trueAccept = 1 - ((1 - threshold) * (1 - threshold));
        var (falseMatchMisses, trueAcceptMisses) = (0, 0);
        for (var experiment = 0; experiment < Experiments; experiment++)
        {
            var falseMatches = Count(random, Impostors, static random => random.NextDouble(), threshold);
            var accepted = Count(
                random,
                Genuine,
                static random => Math.Min(random.NextDouble(), random.NextDouble()),
                threshold
            );
            falseMatchMisses += Misses(ClopperPearson.Interval(falseMatches, Impostors), threshold);
            trueAcceptMisses += Misses(ClopperPearson.Interval(accepted, Genuine), trueAccept);
        }

        // 5 % may miss; with 2,000 experiments three standard deviations are 1.5 %.
        (falseMatchMisses / (double)Experiments).ShouldBeLessThan(0.05 + 0.015);
        (trueAcceptMisses / (double)Experiments).ShouldBeLessThan(0.05 + 0.015);
        falseMatchMisses.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Chosen_thresholds_have_bounds_that_contain_their_true_rate()
    {
        var random = new Random(77);
        double[] rates = [0.001, 0.01, 0.1];
        var misses = new int[rates.Length];
        for (var experiment = 0; experiment < Experiments; experiment++)
        {
            var impostors = new float[Impostors];
            for (var i = 0; i < impostors.Length; i++)
            {
                impostors[i] = random.NextSingle();
            }

            var thresholds = ThresholdCalibration.Select(impostors, [], rates, "uniform").Thresholds;
            for (var i = 0; i < rates.Length; i++)
            {
                var (lower, upper) = (thresholds[i].LowerBound, thresholds[i].UpperBound);
                misses[i] += Misses(new ConfidenceInterval(lower, upper, 0.95), thresholds[i].Distance);
            }
        }

        misses.ShouldAllBe(static count => count / (double)Experiments < 0.05 + 0.015);
    }

    private static int Misses(ConfidenceInterval interval, double truth) =>
        truth >= interval.Lower && truth <= interval.Upper ? 0 : 1;

    private static int Count(Random random, int trials, Func<Random, double> draw, double threshold)
    {
        var count = 0;
        for (var i = 0; i < trials; i++)
        {
            count += draw(random) <= threshold ? 1 : 0;
        }

        return count;
    }
}
