using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What to look for and how strictly. Immutable; one instance may serve any number of calls.</summary>
public sealed record DetectOptions
{
    /// <summary>Looks for faces with the model of <see cref="VisionSlots.FaceDetector"/>.</summary>
    public static DetectOptions Faces { get; } = new() { Slot = VisionSlots.FaceDetector };

    /// <summary>The slot whose model detects.</summary>
    /// <value>A slot of <see cref="VisionSdkOptions.Slots"/>; default <see cref="VisionSlots.ObjectDetector"/>.</value>
    public string Slot { get; init; } = VisionSlots.ObjectDetector;

    /// <summary>A model to use instead of the slot's: <c>id</c> (its highest version) or <c>id@version</c>.</summary>
    /// <value>Default <see langword="null"/>: the slot's model.</value>
    public string? Model { get; init; }

    /// <summary>Lowest confidence of a result.</summary>
    /// <value>In [0, 1]; default <see langword="null"/>: what the model's manifest recommends.</value>
    public float? MinConfidence { get; init; }

    /// <summary>IoU above which the less confident of two boxes is dropped.</summary>
    /// <value>In [0, 1], 1 switches suppression off; default <see langword="null"/>: what the model's manifest recommends.</value>
    public float? NmsIoUThreshold { get; init; }

    /// <summary>Whether boxes of different classes suppress each other.</summary>
    /// <value>Default <see langword="null"/>: what the model's manifest says.</value>
    public bool? ClassAgnosticNms { get; init; }

    /// <summary>How many detections are returned at most, the most confident ones.</summary>
    /// <value>At least 1; default 300.</value>
    public int MaxDetections { get; init; } = 300;

    /// <summary>The only labels that are returned.</summary>
    /// <value>Default empty: all.</value>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What requests have in common that a rollout should treat alike, such as a customer's number.</summary>
    /// <value>Default <see langword="null"/>: the picture decides. It is never logged or stored.</value>
    public RolloutKey? RolloutKey { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Slot);
        OptionRange.CheckUnit(MinConfidence, nameof(MinConfidence));
        OptionRange.CheckUnit(NmsIoUThreshold, nameof(NmsIoUThreshold));
        OptionRange.CheckMinimum<int>(MaxDetections, 1, nameof(MaxDetections));
    }
}
