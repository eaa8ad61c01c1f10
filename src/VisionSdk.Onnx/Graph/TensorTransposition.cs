namespace VisionSdk.Onnx;

/// <summary>Reorders the dimensions of a tensor of any element type by moving its elements as bytes.</summary>
internal static class TensorTransposition
{
    public static OnnxTensor Apply(OnnxTensor tensor, ReadOnlySpan<int> permutation)
    {
        var rank = tensor.Dimensions.Length;
        RequirePermutation(permutation, rank);

        var sourceStrides = new int[rank];
        var stride = 1;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            sourceStrides[axis] = stride;
            stride *= (int)tensor.Dimensions[axis];
        }

        var dimensions = new long[rank];
        var strides = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            dimensions[axis] = tensor.Dimensions[permutation[axis]];
            strides[axis] = sourceStrides[permutation[axis]];
        }

        var size = tensor.ElementType.ByteSize();
        var result = new byte[tensor.Data.Length];
        Move(tensor.Data.Span, result, dimensions, strides, size);
        return new OnnxTensor(tensor.ElementType, dimensions, result, tensor.Name);
    }

    private static void Move(ReadOnlySpan<byte> source, Span<byte> target, long[] dimensions, int[] strides, int size)
    {
        var index = new int[dimensions.Length];
        var offset = 0;
        for (var position = 0; position < target.Length; position += size)
        {
            source.Slice(offset * size, size).CopyTo(target[position..]);

            // An odometer over the target's dimensions: the source offset follows by strides.
            for (var axis = dimensions.Length - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < dimensions[axis])
                {
                    break;
                }

                offset -= strides[axis] * index[axis];
                index[axis] = 0;
            }
        }
    }

    private static void RequirePermutation(ReadOnlySpan<int> permutation, int rank)
    {
        var seen = new bool[rank];
        var valid = permutation.Length == rank;
        foreach (var axis in permutation)
        {
            valid = valid && axis >= 0 && axis < rank && !seen[axis];
            if (valid)
            {
                seen[axis] = true;
            }
        }

        if (!valid)
        {
            throw new ArgumentException(
                $"[{string.Join(", ", permutation.ToArray())}] is not a permutation of {rank} dimensions.",
                nameof(permutation)
            );
        }
    }
}
