namespace VisionSdk;

/// <summary>The exact confidence interval of a proportion.</summary>
/// <remarks>
/// Clopper and Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial", Biometrika 26(4), 1934. It
/// holds at every sample size and never covers less than it claims, at the price of being wide. It assumes independent trials: pairs
/// that share a person are not quite independent, so for biometric comparisons it is a lower bound of the real uncertainty.
/// </remarks>
public static class ClopperPearson
{
    /// <summary>Largest number of trials, 10¹².</summary>
    public const long MaxTrials = 1_000_000_000_000;

    /// <summary>Computes the two-sided interval.</summary>
    /// <param name="successes">How often it happened, in [0, <paramref name="trials"/>].</param>
    /// <param name="trials">How often it could have happened, in [1, <see cref="MaxTrials"/>].</param>
    /// <param name="confidence">The confidence, in (0, 1); half of the rest lies on either side.</param>
    /// <returns>
    /// The interval. With α = 1 − confidence its ends are the proportions at which this many successes or more, and this many or fewer,
    /// have probability α/2. For no success it is [0, 1 − (α/2)^(1/n)], for nothing else [(α/2)^(1/n), 1].
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static ConfidenceInterval Interval(long successes, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trials, MaxTrials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(confidence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is between 0 and 1.");
        }

        var tail = (1 - confidence) / 2;
        var failures = trials - successes;
        var lower =
            successes == 0 ? 0
            : failures == 0 ? Math.Exp(Math.Log(tail) / trials)
            : BetaDistribution.Quantile(tail, successes, failures + 1);
        var upper =
            failures == 0 ? 1
            : successes == 0 ? 1 - Math.Exp(Math.Log(tail) / trials)
            : BetaDistribution.Quantile(1 - tail, successes + 1, failures);
        return new ConfidenceInterval(lower, upper, confidence);
    }
}
