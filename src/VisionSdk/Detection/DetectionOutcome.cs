using System.Diagnostics.CodeAnalysis;

namespace VisionSdk;

/// <summary>What became of one picture of a batch: a result, or the error that this picture alone ran into.</summary>
public sealed record DetectionOutcome
{
    /// <summary>Position of the picture in the batch, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The picture.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>The result, or <see langword="null"/> when there is an error.</summary>
    public DetectionResult? Result { get; init; }

    /// <summary>Why there is no result: an <see cref="ImageDecodeException"/> or a <see cref="VisionTimeoutException"/>; otherwise <see langword="null"/>.</summary>
    public VisionSdkException? Error { get; init; }

    /// <summary>Whether there is a result.</summary>
    [MemberNotNullWhen(true, nameof(Result))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;
}
