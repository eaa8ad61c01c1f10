namespace VisionSdk;

/// <summary>The pairs for which about the same probability was stated, and what became of them.</summary>
/// <param name="Lower">Lower end of the stated probabilities, in [0, 1).</param>
/// <param name="Upper">Upper end, in (0, 1]; it belongs to the bin above, except 1.</param>
/// <param name="GenuinePairs">How many of the pairs show one identity.</param>
/// <param name="ImpostorPairs">How many show two.</param>
/// <param name="MeanProbability">Mean of the stated probabilities, weighted to the report's prior.</param>
/// <param name="ObservedShare">Share of pairs of one identity, weighted to the report's prior; equal to the mean where probabilities are true.</param>
public readonly record struct ReliabilityBin(
    double Lower,
    double Upper,
    long GenuinePairs,
    long ImpostorPairs,
    double MeanProbability,
    double ObservedShare
);
