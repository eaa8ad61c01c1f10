using System.Collections.Immutable;

namespace VisionSdk.Onnx;

/// <summary>A weight as it is stored: plain float32, float16, or integers with <c>value = (q - zero) · scale + offset</c>, where scale and offset may differ per output channel.</summary>
/// <remarks>Immutable. Reshaping, transposing and scaling channels keep the stored form, so that a file stays as small as its source.</remarks>
public sealed class CompactWeight
{
    private CompactWeight(OnnxTensor stored, float zero, ImmutableArray<float> scale, ImmutableArray<float> offset)
    {
        Stored = stored;
        Zero = zero;
        Scale = scale;
        Offset = offset;
    }

    /// <summary>The stored elements.</summary>
    public OnnxTensor Stored { get; }

    /// <summary>The integer nearest to the value 0; 0 for floating-point storage.</summary>
    public float Zero { get; }

    /// <summary>Factors of integers: one, or one per index of the first dimension; empty for floating-point storage.</summary>
    public ImmutableArray<float> Scale { get; }

    /// <summary>Values of <see cref="Zero"/>, as many as <see cref="Scale"/>.</summary>
    public ImmutableArray<float> Offset { get; }

    /// <summary>A weight stored in floating point.</summary>
    /// <param name="tensor">A float32 or float16 tensor.</param>
    /// <exception cref="ArgumentException">The tensor is of another type.</exception>
    public static CompactWeight FromFloat(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.ElementType is OnnxElementType.Float32 or OnnxElementType.Float16
            ? new CompactWeight(tensor, 0, [], [])
            : throw new ArgumentException(
                $"A tensor of {tensor.ElementType} needs a scale and a minimum.",
                nameof(tensor)
            );
    }

    /// <summary>A weight stored as integers, <c>value = q · scale + minimum</c>.</summary>
    /// <param name="tensor">A uint8 or uint16 tensor.</param>
    /// <param name="scale">Factor.</param>
    /// <param name="minimum">Value of a stored 0.</param>
    /// <exception cref="ArgumentException">The tensor is of another type.</exception>
    /// <remarks>
    /// Kept as <c>(q - zero) · scale + offset</c> with an integer zero and an offset of half a step at most. In float32, adding the minimum itself
    /// would shift all weights of a layer by one and the same rounding error, which a sum over many inputs multiplies.
    /// </remarks>
    public static CompactWeight FromQuantized(OnnxTensor tensor, double scale, double minimum)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var largest = tensor.ElementType switch
        {
            OnnxElementType.UInt8 => byte.MaxValue,
            OnnxElementType.UInt16 => ushort.MaxValue,
            _ => throw new ArgumentException($"A tensor of {tensor.ElementType} is not quantised.", nameof(tensor)),
        };
        var zero = scale == 0 ? 0 : Math.Clamp(Math.Round(-minimum / scale), 0, largest);
        return new CompactWeight(tensor, (float)zero, [(float)scale], [(float)(minimum + (zero * scale))]);
    }

    /// <summary>The weight in another order of dimensions; before channels are scaled.</summary>
    /// <param name="permutation">Dimension i of the result is dimension <c>permutation[i]</c> of this weight.</param>
    /// <exception cref="InvalidOperationException">Channels were scaled already.</exception>
    public CompactWeight Transpose(params ReadOnlySpan<int> permutation)
    {
        RequireUniform();
        return new CompactWeight(Stored.Transpose(permutation), Zero, Scale, Offset);
    }

    /// <summary>The weight with other dimensions; before channels are scaled.</summary>
    /// <param name="dimensions">The new lengths.</param>
    /// <exception cref="InvalidOperationException">Channels were scaled already.</exception>
    public CompactWeight Reshape(params ReadOnlySpan<long> dimensions)
    {
        RequireUniform();
        return new CompactWeight(Stored.Reshape(dimensions), Zero, Scale, Offset);
    }

    /// <summary>Multiplies each output channel (index of the first dimension) by a factor, by way of the scales: a batch normalisation folds in without new bytes per weight.</summary>
    /// <param name="factors">One factor per index of the first dimension.</param>
    /// <exception cref="ArgumentException">The number of factors differs from the first dimension.</exception>
    public CompactWeight ScaleChannels(ReadOnlySpan<float> factors)
    {
        if (Stored.Dimensions.IsEmpty || Stored.Dimensions[0] != factors.Length)
        {
            throw new ArgumentException(
                $"Weight '{Stored.Name}' [{string.Join(", ", Stored.Dimensions)}] takes one factor per index of its first dimension, got {factors.Length}.",
                nameof(factors)
            );
        }

        if (!Scale.IsEmpty)
        {
            return new CompactWeight(Stored, Zero, Product(Scale, factors), Product(Offset, factors));
        }

        // Floating-point storage has no factors to change: the values themselves are multiplied, in float32.
        var values = Stored.ToFloat32();
        var perChannel = factors.Length == 0 ? 0 : values.Length / factors.Length;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= factors[i / perChannel];
        }

        return FromFloat(OnnxTensor.Float32(values, Stored.Dimensions.AsSpan(), Stored.Name));
    }

    /// <summary>The values in float32, computed as the graph computes them.</summary>
    public float[] ToFloat32()
    {
        var values = Stored.ToFloat32();
        if (Scale.IsEmpty)
        {
            return values;
        }

        var perFactor = Math.Max(1, values.Length / Scale.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((values[i] - Zero) * Scale[i / perFactor]) + Offset[i / perFactor];
        }

        return values;
    }

    private static ImmutableArray<float> Product(ImmutableArray<float> values, ReadOnlySpan<float> factors)
    {
        var result = new float[factors.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[values.Length == 1 ? 0 : i] * factors[i];
        }

        return [.. result];
    }

    private void RequireUniform()
    {
        if (Scale.Length > 1)
        {
            throw new InvalidOperationException(
                $"The channels of weight '{Stored.Name}' were scaled: reshape and transpose it before that."
            );
        }
    }
}
