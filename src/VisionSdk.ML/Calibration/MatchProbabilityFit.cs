namespace VisionSdk.ML;

/// <summary>What came of training a match probability: a model and how true it was, or why there is none.</summary>
public sealed record MatchProbabilityFit
{
    /// <summary>The model, trained on all pairs; <see langword="null"/> when the data cannot support one.</summary>
    public MatchProbabilityModel? Model { get; init; }

    /// <summary>How true the probabilities were on the pairs of each fold, stated by models of the other folds; <see langword="null"/> without a model.</summary>
    public ReliabilityReport? Reliability { get; init; }

    /// <summary>Why there is no model and what would help; <see langword="null"/> when there is one.</summary>
    public string? Refusal { get; init; }
}
