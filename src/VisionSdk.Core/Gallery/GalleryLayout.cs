using System.Numerics.Tensors;

namespace VisionSdk;

/// <summary>How the vectors of an index lie in memory, and which vectors may lie there.</summary>
internal sealed class GalleryLayout(int dimension, DistanceMetric metric, bool isQuantized, int segmentRows)
{
    // Unit vectors in single precision miss length 1 by about this much; scaling them again would gain nothing.
    private const float UnitTolerance = 1e-6f;

    // Below, squares in single precision underflow; above, the square of a distance between two such vectors would overflow.
    private const float SmallestSquare = 1e-30f;
    private const float LargestSquare = float.MaxValue / 4;

    public int Dimension => dimension;

    public DistanceMetric Metric => metric;

    public bool IsQuantized => isQuantized;

    public int SegmentRows => segmentRows;

    /// <summary>Floats from one row to the next: whole cache lines, the rest is zero.</summary>
    public int FloatStride { get; } = (dimension + 15) & ~15;

    /// <summary>Bytes from one 8-bit row to the next: whole cache lines.</summary>
    public int CodeStride { get; } = (dimension + 63) & ~63;

    /// <summary>Throws unless a vector can be stored or searched for.</summary>
    /// <param name="values">The vector.</param>
    /// <param name="embedding">Whose it is, for an error; <see langword="null"/> for the probe's.</param>
    public void Check(ReadOnlySpan<float> values, Guid? embedding = null)
    {
        if (values.Length != dimension)
        {
            throw new ArgumentException(
                $"{Name(embedding)} has {values.Length} values; the vectors of this index have {dimension}. Is it of another model?",
                nameof(values)
            );
        }

        var squared = TensorPrimitives.SumOfSquares(values);
        if (!(squared >= SmallestSquare && squared <= LargestSquare))
        {
            // Rare: decide it with a copy and in double precision.
            Prepare(values.ToArray(), embedding);
        }
    }

    /// <summary>Brings a vector into the form in which it is stored, in place: unit length for the cosine metric.</summary>
    /// <returns>Its squared length.</returns>
    /// <param name="values">The vector.</param>
    /// <param name="embedding">Whose it is, for an error; <see langword="null"/> for the probe's.</param>
    public float Prepare(Span<float> values, Guid? embedding = null)
    {
        var squared = TensorPrimitives.SumOfSquares(values);
        if (metric == DistanceMetric.Euclidean)
        {
            return squared <= LargestSquare ? squared : throw Degenerate(embedding, innerException: null);
        }

        if (!(MathF.Abs(squared - 1) <= UnitTolerance))
        {
            try
            {
                Embedding.Normalize(values);
            }
            catch (DegenerateEmbeddingException e)
            {
                throw Degenerate(embedding, e);
            }
        }

        return 1;
    }

    private static DegenerateEmbeddingException Degenerate(Guid? embedding, Exception? innerException) =>
        new(
            $"{Name(embedding)} cannot be compared: its values are all zero, not finite or too large. Embed the picture again or leave it out.",
            innerException
        );

    // Only where something is wrong: as an argument it would make a text of every row that is loaded.
    private static string Name(Guid? embedding) => embedding is { } id ? $"Embedding {id}" : "The probe";
}
