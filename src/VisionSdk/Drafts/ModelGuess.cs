using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a manifest for an ONNX file might say, and why. Immutable.</summary>
public sealed record ModelGuess
{
    /// <summary>Every field with its reason, in the order of a manifest.</summary>
    public required ImmutableArray<GuessedField> Fields { get; init; }

    /// <summary>The family of networks that the graph looks like, such as <c>YOLOX</c>; <see langword="null"/> when it looks like none that is known.</summary>
    public string? Family { get; init; }

    /// <summary>What the model is for; <see langword="null"/> when unknown.</summary>
    public VisionTask? Task { get; init; }

    /// <summary>How a picture becomes the input; <see langword="null"/> when the graph takes no picture, or no size is known.</summary>
    public ModelInput? Input { get; init; }

    /// <summary>How the outputs become results; <see langword="null"/> when no decoder reads outputs of these shapes.</summary>
    public DecoderSettings? Output { get; init; }

    /// <summary>Class names; numbered ones where the file has none.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What the vectors mean, for embedding models.</summary>
    public EmbeddingSettings? Embedding { get; init; }

    /// <summary>Whether there is enough for a manifest; otherwise <see cref="Fields"/> says what is missing.</summary>
    public bool IsComplete => Task is not null && Input is not null && Output is not null;
}
