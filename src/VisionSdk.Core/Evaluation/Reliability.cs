using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>Judges stated probabilities by what came true.</summary>
/// <remarks>
/// Judge pairs that the probabilities were not trained on. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017 (expected
/// calibration error over bins of equal width); Brier, "Verification of forecasts expressed in terms of probability", 1950.
/// </remarks>
public static class Reliability
{
    /// <summary>Largest number of bins.</summary>
    public const int MaxBins = 1000;

    // A certain statement that was wrong would cost infinitely much; no probability of single precision is nearer to 0.
    private const double LeastProbability = 1e-15;

    /// <summary>Measures the reliability.</summary>
    /// <param name="predictions">Statements with the truth; at least one of each kind.</param>
    /// <param name="prior">Share of pairs of one identity that the statements are made for, in (0, 1).</param>
    /// <param name="bins">How many bins of equal width, in [1, <see cref="MaxBins"/>].</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">One of the two kinds is missing, or a probability is outside [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">The prior or the number of bins is out of its range.</exception>
    public static ReliabilityReport Measure(ReadOnlySpan<PredictedMatch> predictions, double prior = 0.5, int bins = 10)
    {
        if (!(prior is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "A prior is between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MaxBins);
        var genuine = Count(predictions);
        var impostors = predictions.Length - genuine;
        if (genuine == 0 || impostors == 0)
        {
            throw new ArgumentException(
                $"Reliability needs pairs of one identity and of two; there are {genuine} and {impostors}.",
                nameof(predictions)
            );
        }

        var tallies = new Tally[bins];
        double squares = 0;
        double loss = 0;
        foreach (var (probability, isSame) in predictions)
        {
            var weight = isSame ? prior / genuine : (1 - prior) / impostors;
            var truth = isSame ? 1 : 0;
            squares += weight * (probability - truth) * (probability - truth);
            loss -= weight * Math.Log(Math.Max(isSame ? probability : 1 - probability, LeastProbability));
            tallies[Math.Min((int)(probability * bins), bins - 1)].Add(probability, isSame, weight);
        }

        return new ReliabilityReport
        {
            GenuinePairs = genuine,
            ImpostorPairs = impostors,
            Prior = prior,
            ExpectedCalibrationError = tallies.Sum(static tally => Math.Abs(tally.Stated - tally.True)),
            BrierScore = squares,
            LogLoss = loss,
            Bins = Describe(tallies),
        };
    }

    private static int Count(ReadOnlySpan<PredictedMatch> predictions)
    {
        var genuine = 0;
        foreach (var prediction in predictions)
        {
            if (!(prediction.Probability is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"A probability is {prediction.Probability}, not in [0, 1].",
                    nameof(predictions)
                );
            }

            genuine += prediction.IsSame ? 1 : 0;
        }

        return genuine;
    }

    private static ImmutableArray<ReliabilityBin> Describe(Tally[] tallies)
    {
        var described = ImmutableArray.CreateBuilder<ReliabilityBin>();
        for (var i = 0; i < tallies.Length; i++)
        {
            var tally = tallies[i];
            if (tally.Weight > 0)
            {
                described.Add(
                    new ReliabilityBin(
                        i / (double)tallies.Length,
                        (i + 1) / (double)tallies.Length,
                        tally.Genuine,
                        tally.Impostors,
                        tally.Stated / tally.Weight,
                        tally.True / tally.Weight
                    )
                );
            }
        }

        return described.ToImmutable();
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Tally(double Weight, double Stated, double True, long Genuine, long Impostors)
    {
        public void Add(double probability, bool isSame, double weight)
        {
            Weight += weight;
            Stated += weight * probability;
            True += isSame ? weight : 0;
            Genuine += isSame ? 1 : 0;
            Impostors += isSame ? 0 : 1;
        }
    }
}
