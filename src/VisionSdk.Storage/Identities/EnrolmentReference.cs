namespace VisionSdk.Storage;

/// <summary>One vector to enrol.</summary>
public sealed record EnrolmentReference
{
    /// <summary>The vector.</summary>
    public required Embedding Embedding { get; init; }

    /// <summary>The manifest of the model that made it.</summary>
    public required ModelManifest Model { get; init; }

    /// <summary>SHA-256 of the picture, and of the box in it when there are several faces: the same source is stored once.</summary>
    public required ReadOnlyMemory<byte> SourceHash { get; init; }

    /// <summary>How good the picture is, as the profile measures it; <see langword="null"/> when it does not.</summary>
    public float? Quality { get; init; }

    /// <summary>The picture to keep; <see langword="null"/> for none.</summary>
    public EnrolmentCrop? Crop { get; init; }

    /// <summary>Whether it shows somebody else who must not be taken for this identity.</summary>
    public bool IsCounterexample { get; init; }
}
