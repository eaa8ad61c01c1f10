using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>How strictly a detector looks. Immutable; one instance may serve any number of calls.</summary>
public sealed record DetectionOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static DetectionOptions Default { get; } = new();

    /// <summary>Lowest confidence of a result.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: the manifest's.</value>
    public float? MinConfidence { get; init; }

    /// <summary>IoU above which the less confident of two boxes is dropped, or loses confidence where the manifest's method is soft.</summary>
    /// <value>In [0, 1]; 1 switches hard suppression off; default <see langword="null"/>: the manifest's.</value>
    public float? NmsIoUThreshold { get; init; }

    /// <summary>Whether boxes of different classes suppress each other.</summary>
    /// <value>Default <see langword="null"/>: what the manifest says.</value>
    public bool? ClassAgnosticNms { get; init; }

    /// <summary>How many detections are returned at most, the most confident ones.</summary>
    /// <value>At least 1; default 300.</value>
    public int MaxDetections { get; init; } = 300;

    /// <summary>The only labels that are returned. Suppression comes before: the result is a part of the one without this filter.</summary>
    /// <value>Labels of the model; default empty: all.</value>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Size of the network's input for models that take any: larger finds smaller objects and takes longer.</summary>
    /// <value>Pixels, multiples of the model's <see cref="ModelInput.SizeMultiple"/>; default <see langword="null"/>: the manifest's.</value>
    public ImageSize? InputSize { get; init; }
}
