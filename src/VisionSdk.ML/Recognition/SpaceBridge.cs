using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Single;

namespace VisionSdk.ML;

/// <summary>Maps vectors of one embedding space to another, for identities whose pictures are gone. What it gives is less certain than an embedding.</summary>
/// <remarks>
/// <para>
/// Between spaces of the same dimension it is orthogonal: the rotation that brings the pairs nearest together (Schönemann, "A generalized
/// solution of the orthogonal Procrustes problem", Psychometrika 31(1), 1966), which keeps all distances within the old space as they are.
/// Otherwise it is a ridge regression with intercept (Hoerl and Kennard, Technometrics 12(1), 1970) whose penalty is the one of a short list
/// that fits pairs best that were held out.
/// </para>
/// <para>Immutable and safe for concurrent use.</para>
/// </remarks>
public sealed class SpaceBridge
{
    private const int HoldOut = 5;

    // Relative to the mean variance of a value of the old space.
    private static readonly float[] Penalties = [1e-3f, 1e-2f, 1e-1f, 1f, 10f];

    private readonly Matrix<float> _map;
    private readonly bool _hasIntercept;
    private readonly bool _unitLength;

    private SpaceBridge(
        EmbeddingSpaceId from,
        EmbeddingSpaceId to,
        Matrix<float> map,
        bool hasIntercept,
        bool unitLength,
        double penalty
    )
    {
        From = from;
        To = to;
        Penalty = penalty;
        _map = map;
        _hasIntercept = hasIntercept;
        _unitLength = unitLength;
    }

    /// <summary>The space of the vectors that are mapped.</summary>
    public EmbeddingSpaceId From { get; }

    /// <summary>The space to which they are mapped.</summary>
    public EmbeddingSpaceId To { get; }

    /// <summary>Whether it is a rotation; otherwise a regression.</summary>
    public bool IsOrthogonal => !_hasIntercept;

    /// <summary>The penalty of the regression, relative to the mean variance of a value; 0 for a rotation.</summary>
    public double Penalty { get; }

    /// <summary>Learns a bridge from vectors of the same pictures in both spaces.</summary>
    /// <param name="pairs">The pairs, at least two; all first ones of one space, all second ones of another.</param>
    /// <param name="unitLength">Whether vectors of the new space have length 1.</param>
    /// <returns>The bridge.</returns>
    /// <exception cref="ArgumentException">There are fewer than two pairs.</exception>
    /// <exception cref="EmbeddingSpaceMismatchException">The pairs are not of one pair of spaces.</exception>
    public static SpaceBridge Learn(IReadOnlyList<(Embedding From, Embedding To)> pairs, bool unitLength)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count < 2)
        {
            throw new ArgumentException(
                $"A bridge is learnt from at least two pairs; got {pairs.Count}.",
                nameof(pairs)
            );
        }

        var (from, to) = (pairs[0].From.Space, pairs[0].To.Space);
        foreach (var pair in pairs)
        {
            ThrowIfOther(pair.From, from);
            ThrowIfOther(pair.To, to);
        }

        if (pairs[0].From.Dimension == pairs[0].To.Dimension)
        {
            return new SpaceBridge(from, to, Rotation(pairs), hasIntercept: false, unitLength, penalty: 0);
        }

        var penalty = ChoosePenalty(pairs, unitLength, from, to);
        return new SpaceBridge(from, to, Regression(pairs, penalty), hasIntercept: true, unitLength, penalty);
    }

    /// <summary>Maps a vector.</summary>
    /// <param name="embedding">A vector of <see cref="From"/>.</param>
    /// <returns>A vector of <see cref="To"/>, to be flagged as mapped wherever it is kept.</returns>
    /// <exception cref="EmbeddingSpaceMismatchException">The vector is of another space.</exception>
    /// <exception cref="DegenerateEmbeddingException">The result has no direction.</exception>
    public Embedding Map(Embedding embedding)
    {
        ArgumentNullException.ThrowIfNull(embedding);
        ThrowIfOther(embedding, From);
        var values = Row(embedding, _hasIntercept) * _map;
        var mapped = values.ToArray();
        if (_unitLength)
        {
            Embedding.Normalize(mapped);
        }

        return new Embedding(To, ImmutableCollectionsMarshal.AsImmutableArray(mapped));
    }

    private static Matrix<float> Rotation(IReadOnlyList<(Embedding From, Embedding To)> pairs)
    {
        var product = Rows(pairs.Select(static pair => pair.From), intercept: false)
            .TransposeThisAndMultiply(Rows(pairs.Select(static pair => pair.To), intercept: false));
        var decomposition = product.Svd();
        return decomposition.U * decomposition.VT;
    }

    private static float ChoosePenalty(
        IReadOnlyList<(Embedding From, Embedding To)> pairs,
        bool unitLength,
        EmbeddingSpaceId from,
        EmbeddingSpaceId to
    )
    {
        List<(Embedding From, Embedding To)> held = [.. pairs.Where(static (_, place) => place % HoldOut == 0)];
        List<(Embedding From, Embedding To)> rest = [.. pairs.Where(static (_, place) => place % HoldOut != 0)];
        return rest.Count < 2 ? 1 : Penalties.MinBy(Error);

        double Error(float penalty)
        {
            var bridge = new SpaceBridge(from, to, Regression(rest, penalty), hasIntercept: true, unitLength, penalty);
            return held.Average(pair => bridge.Map(pair.From).DistanceTo(pair.To, DistanceMetric.Euclidean));
        }
    }

    private static Matrix<float> Regression(IReadOnlyList<(Embedding From, Embedding To)> pairs, float penalty)
    {
        var inputs = Rows(pairs.Select(static pair => pair.From), intercept: true);
        var outputs = Rows(pairs.Select(static pair => pair.To), intercept: false);
        var normal = inputs.TransposeThisAndMultiply(inputs);
        var last = normal.RowCount - 1;
        var variance = (normal.Trace() - normal[last, last]) / Math.Max(last, 1);

        // The intercept is not drawn to zero; the last term only keeps the matrix regular.
        for (var place = 0; place < last; place++)
        {
            normal[place, place] += (penalty * variance) + float.Epsilon;
        }

        return normal.Cholesky().Solve(inputs.TransposeThisAndMultiply(outputs));
    }

    private static Matrix<float> Rows(IEnumerable<Embedding> embeddings, bool intercept) =>
        DenseMatrix.OfRowVectors(embeddings.Select(embedding => Row(embedding, intercept)));

    private static Vector<float> Row(Embedding embedding, bool intercept) =>
        DenseVector.OfEnumerable(intercept ? embedding.Values.Append(1) : embedding.Values);

    private static void ThrowIfOther(Embedding embedding, EmbeddingSpaceId space)
    {
        if (embedding.Space != space)
        {
            throw new EmbeddingSpaceMismatchException(
                $"The bridge knows vectors of space {space}; got one of space {embedding.Space}.",
                embedding.Space,
                space
            );
        }
    }
}
