using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk.Onnx;

/// <summary>A shape that is known except, possibly, for the batch in front.</summary>
/// <param name="Dimensions">Sizes; only the first may be <see cref="Batch"/>.</param>
internal readonly record struct TensorShape(ImmutableArray<int> Dimensions)
{
    /// <summary>Size that stands for "any batch".</summary>
    public const int Batch = -1;

    public static TensorShape Scalar { get; } = new([]);

    public int Rank => Dimensions.Length;

    public bool HasOpenBatch => Rank > 0 && Dimensions[0] == Batch;

    public int this[int axis] => Dimensions[axis];

    /// <summary>Elements, those of one item where the batch is open.</summary>
    public int Count => Dimensions.Aggregate(1, static (count, size) => size == Batch ? count : checked(count * size));

    public static TensorShape Of(params ImmutableArray<int> dimensions) => new(dimensions);

    /// <summary>An axis counted from the front, for one that may be counted from the end (−1 = last).</summary>
    public int Axis(int axis) => axis < 0 ? axis + Rank : axis;

    public TensorShape With(int axis, int size) => new(Dimensions.SetItem(axis, size));

    public TensorShape Insert(int axis, int size) => new(Dimensions.Insert(axis, size));

    public TensorShape RemoveAt(int axis) => new(Dimensions.RemoveAt(axis));

    public TensorShape Permute(ImmutableArray<int> permutation)
    {
        var dimensions = Dimensions;
        return new TensorShape([.. permutation.Select(axis => dimensions[axis])]);
    }

    /// <summary>The shape of an element-wise result (NumPy's broadcasting), or <see langword="null"/> where the shapes do not fit.</summary>
    public static TensorShape? Broadcast(TensorShape left, TensorShape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        var result = ImmutableArray.CreateBuilder<int>(rank);
        for (var axis = 0; axis < rank; axis++)
        {
            var a = left.FromEnd(rank - axis);
            var b = right.FromEnd(rank - axis);
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            result.Add(a == 1 ? b : a);
        }

        return new TensorShape(result.MoveToImmutable());
    }

    public bool Equals(TensorShape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    public override int GetHashCode() =>
        Dimensions.Aggregate(Rank, static (hash, size) => HashCode.Combine(hash, size));

    public override string ToString() =>
        $"[{string.Join(", ", Dimensions.Select(d => d == Batch ? "N" : d.ToString(CultureInfo.InvariantCulture)))}]";

    private int FromEnd(int place) => place <= Rank ? Dimensions[Rank - place] : 1;
}
