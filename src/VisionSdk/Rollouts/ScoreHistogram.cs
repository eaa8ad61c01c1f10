namespace VisionSdk;

/// <summary>Scores in bins of 0.02 up to 2, with one for everything above: distances in units of their own threshold, or confidences.</summary>
internal sealed class ScoreHistogram(IReadOnlyDictionary<int, long> bins)
{
    private const double Width = 0.02;
    private const int LastBin = 100;

    /// <summary>How many scores there are.</summary>
    public long Count { get; } = bins.Values.Sum();

    /// <summary>The bin of a score. What is not a number lies above everything.</summary>
    public static int BinOf(double score) =>
        double.IsNaN(score) ? LastBin : (int)Math.Clamp(Math.Floor(score / Width), 0, LastBin);

    /// <summary>The two-sample Kolmogorov-Smirnov distance, as far as the bins tell, with bounds that hold for any distribution.</summary>
    /// <param name="other">The other scores.</param>
    /// <param name="confidence">Confidence of the bounds.</param>
    /// <param name="distance">The distance, in [0, 1].</param>
    /// <remarks>
    /// Of each side the empirical distribution lies within √(ln(2/α)/(2n)) of the true one (Massart, "The Tight Constant in the
    /// Dvoretzky-Kiefer-Wolfowitz Inequality", Annals of Probability 18(3), 1990); α is half of what the confidence leaves.
    /// </remarks>
    public ConfidenceInterval DistanceTo(ScoreHistogram other, double confidence, out double distance)
    {
        distance = 0;
        if (Count == 0 || other.Count == 0)
        {
            return new ConfidenceInterval(0, 1, confidence);
        }

        long here = 0;
        long there = 0;
        for (var bin = 0; bin <= LastBin; bin++)
        {
            here += Bins.GetValueOrDefault(bin);
            there += other.Bins.GetValueOrDefault(bin);
            distance = Math.Max(distance, Math.Abs(((double)here / Count) - ((double)there / other.Count)));
        }

        var alpha = (1 - confidence) / 2;
        var margin = Margin(Count, alpha) + Margin(other.Count, alpha);
        return new ConfidenceInterval(Math.Max(distance - margin, 0), Math.Min(distance + margin, 1), confidence);
    }

    private IReadOnlyDictionary<int, long> Bins { get; } = bins;

    private static double Margin(long count, double alpha) => Math.Sqrt(Math.Log(2 / alpha) / (2.0 * count));
}
