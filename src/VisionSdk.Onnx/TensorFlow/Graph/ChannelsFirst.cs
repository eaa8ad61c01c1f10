using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>
/// The planar order in which the converter keeps feature maps: TensorFlow's last axis, the channels, moved before the two axes of
/// the picture. <c>[N, H, W, C]</c> is held as <c>[N, C, H, W]</c> and, without the batch, <c>[H, W, C]</c> as <c>[C, H, W]</c>.
/// </summary>
internal static class ChannelsFirst
{
    /// <summary>Whether values of a rank can be held in this order.</summary>
    public static bool Applies(int rank) => rank is 3 or 4;

    /// <summary>For each held axis the axis of TensorFlow's order.</summary>
    public static ImmutableArray<int> Permutation(int rank) => rank == 4 ? [0, 3, 1, 2] : [2, 0, 1];

    /// <summary>For each axis of TensorFlow's order the held axis.</summary>
    public static ImmutableArray<int> Inverse(int rank) => rank == 4 ? [0, 2, 3, 1] : [1, 2, 0];

    /// <summary>Where an axis of TensorFlow's order is held.</summary>
    public static int Axis(int axis, int rank) => Inverse(rank)[axis];

    /// <summary>Whether the axes that are left when some of TensorFlow's are removed stand in TensorFlow's order.</summary>
    public static bool IsOrderedWithout(int rank, ImmutableArray<int> removed)
    {
        var left = Permutation(rank).RemoveRange(removed);
        return left.SequenceEqual(left.Sort());
    }
}
