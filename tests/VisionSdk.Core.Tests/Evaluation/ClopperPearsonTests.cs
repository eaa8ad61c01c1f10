using CsCheck;

namespace VisionSdk.Core.Tests;

public class ClopperPearsonTests
{
    // The published tables have four or five decimals.
    private const double TableTolerance = 5e-6;

    [Theory]
    [InlineData(0, 100, 0, 0.03622)]
    [InlineData(5, 100, 0.01643, 0.11283)]
    [InlineData(100, 100, 0.96378, 1)]
    [InlineData(1, 10, 0.00253, 0.44502)]
    [InlineData(5, 10, 0.18709, 0.81291)]
    public void Interval_agrees_with_published_tables(long successes, long trials, double lower, double upper)
    {
        var interval = ClopperPearson.Interval(successes, trials);

        interval.Lower.ShouldBe(lower, TableTolerance);
        interval.Upper.ShouldBe(upper, TableTolerance);
        interval.Confidence.ShouldBe(0.95);
    }

    [Theory]
    [InlineData(1, 0.95)]
    [InlineData(7, 0.9)]
    [InlineData(3_000, 0.95)]
    [InlineData(2_000_000, 0.99)]
    public void Interval_has_a_closed_form_for_none_and_for_all(long trials, double confidence)
    {
        var root = Math.Pow((1 - confidence) / 2, 1.0 / trials);

        ClopperPearson.Interval(0, trials, confidence).Lower.ShouldBe(0);
        ClopperPearson.Interval(0, trials, confidence).Upper.ShouldBe(1 - root, 1e-12);
        ClopperPearson.Interval(trials, trials, confidence).Lower.ShouldBe(root, 1e-12);
        ClopperPearson.Interval(trials, trials, confidence).Upper.ShouldBe(1);
    }

    [Fact]
    public void Ends_are_where_the_binomial_tails_have_the_rest_of_the_confidence()
    {
        Gen.Int[2, 400]
            .SelectMany(static trials => Gen.Select(Gen.Int[1, trials - 1], Gen.Const(trials), Gen.Double[0.5, 0.999]))
            .Sample(
                static (successes, trials, confidence) =>
                {
                    var interval = ClopperPearson.Interval(successes, trials, confidence);

                    var tail = (1 - confidence) / 2;
                    UpperTail(successes, trials, interval.Lower).ShouldBe(tail, 1e-9 * tail);
                    LowerTail(successes, trials, interval.Upper).ShouldBe(tail, 1e-9 * tail);
                },
                iter: 200
            );
    }

    [Theory]
    [InlineData(1, 2_000_000)]
    [InlineData(20, 2_000_000)]
    [InlineData(2_000, 2_000_000)]
    [InlineData(200_000, 2_000_000)]
    public void Ends_stay_exact_for_millions_of_comparisons(int successes, int trials)
    {
        var interval = ClopperPearson.Interval(successes, trials);

        // The loop below adds up to 2,000,000 logarithms itself.
        UpperTail(successes, trials, interval.Lower).ShouldBe(0.025, 1e-8);
        LowerTail(successes, trials, interval.Upper).ShouldBe(0.025, 1e-8);
    }

    [Fact]
    public void Interval_is_symmetric_contains_the_proportion_and_shrinks_with_less_confidence()
    {
        Gen.Int[1, 5000]
            .SelectMany(static trials => Gen.Select(Gen.Int[0, trials], Gen.Const(trials)))
            .Sample(
                static (successes, trials) =>
                {
                    var interval = ClopperPearson.Interval(successes, trials);
                    var mirrored = ClopperPearson.Interval(trials - successes, trials);
                    var narrow = ClopperPearson.Interval(successes, trials, 0.8);

                    interval.Lower.ShouldBe(1 - mirrored.Upper, 1e-12);
                    (successes / (double)trials).ShouldBeInRange(interval.Lower, interval.Upper);
                    narrow.Lower.ShouldBeGreaterThanOrEqualTo(interval.Lower);
                    narrow.Upper.ShouldBeLessThanOrEqualTo(interval.Upper);
                },
                iter: 200
            );
    }

    [Fact]
    public void Largest_number_of_trials_still_has_an_interval()
    {
        var interval = ClopperPearson.Interval(1_000_000, ClopperPearson.MaxTrials);

        // A million events: ±1.96 standard deviations of 1,000.
        interval.Lower.ShouldBe(0.99804e-6, 1e-11);
        interval.Upper.ShouldBe(1.00196e-6, 1e-11);
    }

    [Fact]
    public void Misuse_is_rejected()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => ClopperPearson.Interval(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(static () => ClopperPearson.Interval(-1, 5));
        Should.Throw<ArgumentOutOfRangeException>(static () => ClopperPearson.Interval(6, 5));
        Should.Throw<ArgumentOutOfRangeException>(static () => ClopperPearson.Interval(1, 5, 1));
        Should.Throw<ArgumentOutOfRangeException>(static () => ClopperPearson.Interval(1, 5, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(static () => ClopperPearson.Interval(1, long.MaxValue));
    }

    private static double UpperTail(int successes, int trials, double rate) =>
        LowerTail(trials - successes, trials, 1 - rate, rate);

    private static double LowerTail(int successes, int trials, double rate) =>
        LowerTail(successes, trials, rate, 1 - rate);

    /// <summary>P(X ≤ successes), term by term downwards from the last; the largest term's binomial coefficient is a product of quotients.</summary>
    private static double LowerTail(int successes, int trials, double rate, double complement)
    {
        var log = (successes * Math.Log(rate)) + ((trials - successes) * Math.Log(complement));
        for (var i = 1; i <= Math.Min(successes, trials - successes); i++)
        {
            log += Math.Log((trials - Math.Min(successes, trials - successes) + i) / (double)i);
        }

        var term = Math.Exp(log);
        double sum = 0;
        for (var k = successes; k >= 0 && term > 0; k--)
        {
            sum += term;
            term *= k * complement / ((trials - k + 1) * rate);
        }

        return sum;
    }
}
