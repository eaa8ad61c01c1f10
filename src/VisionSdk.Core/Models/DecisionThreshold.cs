namespace VisionSdk;

/// <summary>A distance at or below which two embeddings are called a match, and the evidence for it.</summary>
public sealed record DecisionThreshold
{
    /// <summary>The false-match rate that was asked for: the share of pairs of different identities that may be called a match, in (0, 1).</summary>
    public required double FalseMatchRate { get; init; }

    /// <summary>The distance, in the embedding's metric; at or below it is a match.</summary>
    public required double Distance { get; init; }

    /// <summary>The data that it was measured on.</summary>
    public required string DataSet { get; init; }

    /// <summary>How many pairs of different identities were compared.</summary>
    public required long Comparisons { get; init; }

    /// <summary>How many of them are at or below the distance.</summary>
    public required long FalseMatches { get; init; }

    /// <summary>Lower end of the two-sided 95 % Clopper-Pearson interval of the false-match rate.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper end of the two-sided 95 % Clopper-Pearson interval of the false-match rate.</summary>
    public required double UpperBound { get; init; }

    /// <summary>Share of same-identity pairs of the same data that are at or below the distance, in [0, 1].</summary>
    public double? TrueAcceptRate { get; init; }
}
