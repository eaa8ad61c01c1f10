namespace VisionSdk.ML;

/// <summary>Mean and standard deviation of weighted distances: what is trained on has mean 0 and deviation 1 in every metric.</summary>
internal readonly record struct DistanceScale(double Mean, double Deviation)
{
    public static DistanceScale Of(VerificationPair[] pairs, double genuineWeight, double impostorWeight)
    {
        double mean = 0;
        foreach (var pair in pairs)
        {
            mean += Weight(pair) * pair.Distance / pairs.Length;
        }

        double variance = 0;
        foreach (var pair in pairs)
        {
            variance += Weight(pair) * Math.Pow(pair.Distance - mean, 2) / pairs.Length;
        }

        return new DistanceScale(mean, Math.Sqrt(variance));

        double Weight(VerificationPair pair) => pair.IsSame ? genuineWeight : impostorWeight;
    }
}
