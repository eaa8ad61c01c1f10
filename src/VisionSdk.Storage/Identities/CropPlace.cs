using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>Where a face is in the picture that is kept of it, so that another model embeds the same face by the same box.</summary>
/// <param name="Box">The detector's box, in pixels of the picture.</param>
/// <param name="Keypoints">The detector's keypoints, in pixels of the picture; empty when it gives none.</param>
public sealed record CropPlace(BoundingBox Box, ImmutableArray<Keypoint> Keypoints)
{
    /// <summary>Whether box and keypoints are equal.</summary>
    /// <param name="other">The other place.</param>
    /// <returns><see langword="true"/> when every number is equal.</returns>
    public bool Equals(CropPlace? other) =>
        other is not null && Box == other.Box && Keypoints.AsSpan().SequenceEqual(other.Keypoints.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Box, Keypoints.AsSpan().Length);
}
