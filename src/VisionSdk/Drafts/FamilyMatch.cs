using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>A reading of a graph's outputs by one family of networks.</summary>
/// <param name="Family">Name of the family.</param>
/// <param name="Task">What such networks are for.</param>
/// <param name="Output">Decoder and parameters.</param>
/// <param name="Confidence">How well the shapes fit the family.</param>
/// <param name="Reason">What was seen.</param>
internal sealed record FamilyMatch(
    string Family,
    VisionTask Task,
    DecoderSettings Output,
    GuessConfidence Confidence,
    string Reason
)
{
    /// <summary>How networks of the family are fed; <see langword="null"/> when they have no common convention.</summary>
    public InputConvention? Convention { get; init; }

    /// <summary>Number of classes; 0 for none.</summary>
    public int Classes { get; init; }

    /// <summary>Names of the classes where the family has fixed ones.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    public EmbeddingSettings? Embedding { get; init; }

    /// <summary>Parameters that are less sure than the match itself.</summary>
    public ImmutableArray<GuessedField> Doubts { get; init; } = [];
}
