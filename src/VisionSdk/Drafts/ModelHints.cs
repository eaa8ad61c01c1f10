using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What somebody knows about a model beyond its file; every field overrides a guess.</summary>
public sealed record ModelHints
{
    /// <summary>What the model is for.</summary>
    public VisionTask? Task { get; init; }

    /// <summary>Id of the decoder, such as <c>prior-box</c>: only readings of the outputs by this decoder are tried.</summary>
    public string? Decoder { get; init; }

    /// <summary>Size of the input, in pixels; needed where the graph takes any.</summary>
    public ImageSize? InputSize { get; init; }

    /// <summary>Order of the channels.</summary>
    public ColorOrder? ColorOrder { get; init; }

    /// <summary>How pictures are fitted.</summary>
    public ResizeMode? Resize { get; init; }

    /// <summary>Factor on pixel values, before the mean.</summary>
    public float? Scale { get; init; }

    /// <summary>Mean per channel, after scaling; empty leaves the guess.</summary>
    public ImmutableArray<float> Mean { get; init; } = [];

    /// <summary>Standard deviation per channel; empty leaves the guess.</summary>
    public ImmutableArray<float> StandardDeviation { get; init; } = [];

    /// <summary>Class names in the order of the model's classes; empty leaves the guess.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}
