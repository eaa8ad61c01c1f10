using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>
/// Everything that is needed to use a model's weights: one immutable, hash-addressed version of a model, as <c>model.json</c> beside its graph.
/// </summary>
/// <remarks>Unknown fields are rejected, so that a manifest written for a newer schema cannot be half understood.</remarks>
public sealed record ModelManifest
{
    /// <summary>The schema that this assembly reads and writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the manifest's own format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Id of the model: lower-case letters, digits, dots and dashes, such as <c>face-embedder-dlib</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the model, SemVer 2.0, such as <c>1.0.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>What the model is for.</summary>
    public required VisionTask Task { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>The graph file.</summary>
    public required ModelArtifact Artifact { get; init; }

    /// <summary>Where the weights come from and on which terms.</summary>
    public required ModelProvenance Provenance { get; init; }

    /// <summary>How a picture becomes the input tensor.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>How the output tensors become results.</summary>
    public required DecoderSettings Output { get; init; }

    /// <summary>Class names in the order of class indices; empty for models without classes.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What the vectors of an embedding model mean; <see langword="null"/> for other tasks.</summary>
    public EmbeddingSettings? Embedding { get; init; }

    /// <summary>Decision thresholds of an embedding model, one per false-match rate, with the evidence for each.</summary>
    public ImmutableArray<DecisionThreshold> Thresholds { get; init; } = [];

    /// <summary>A generated input and what the network must answer to it, checked whenever the model is loaded.</summary>
    public GoldenRun? Golden { get; init; }
}
