namespace VisionSdk;

/// <summary>The probability that two embeddings of one space show the same identity, as a logistic function of their distance.</summary>
/// <remarks>
/// p = 1 / (1 + exp(−(intercept + slope · distance))). The probability holds for pairs of which a share of <see cref="Prior"/> shows the
/// same identity, whatever the share was in the data that the model was trained on: train with weights, and say which prior they make.
/// </remarks>
public sealed record MatchProbabilityModel
{
    /// <summary>Creates the model.</summary>
    /// <param name="intercept">Log-odds at distance 0; finite.</param>
    /// <param name="slope">Change of the log-odds for each unit of distance; finite and below 0, since what is nearer is likelier the same.</param>
    /// <param name="prior">Share of same-identity pairs that the probability is stated for, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public MatchProbabilityModel(double intercept, double slope, double prior)
    {
        if (!double.IsFinite(intercept))
        {
            throw new ArgumentOutOfRangeException(nameof(intercept), intercept, "The log-odds must be finite.");
        }

        if (!(slope < 0 && double.IsFinite(slope)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(slope),
                slope,
                "The probability must fall with the distance: a slope is finite and below 0."
            );
        }

        ThrowIfNoPrior(prior);
        Intercept = intercept;
        Slope = slope;
        Prior = prior;
    }

    /// <summary>Log-odds at distance 0.</summary>
    public double Intercept { get; }

    /// <summary>Change of the log-odds for each unit of distance; below 0.</summary>
    public double Slope { get; }

    /// <summary>Share of same-identity pairs that the probability is stated for, in (0, 1).</summary>
    public double Prior { get; }

    /// <summary>The probability that a pair of this distance shows one identity.</summary>
    /// <param name="distance">The distance, in the metric of the space; +∞ gives 0.</param>
    /// <returns>A probability in [0, 1]; NaN for a distance that is no number.</returns>
    public double At(double distance) => 1 / (1 + Math.Exp(-(Intercept + (Slope * distance))));

    /// <summary>The same evidence among pairs of which another share shows the same identity.</summary>
    /// <param name="prior">That share, in (0, 1): 0.001 where one claim in a thousand is true, or the other way round.</param>
    /// <returns>The model for that prior: by Bayes' rule only the intercept moves, by the difference of the log-odds of the priors.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prior"/> is outside (0, 1).</exception>
    public MatchProbabilityModel WithPrior(double prior)
    {
        ThrowIfNoPrior(prior);
        return new MatchProbabilityModel(Intercept + LogOdds(prior) - LogOdds(Prior), Slope, prior);
    }

    private static double LogOdds(double share) => Math.Log(share / (1 - share));

    private static void ThrowIfNoPrior(double prior)
    {
        if (!(prior is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "A prior is between 0 and 1.");
        }
    }
}
