using CsCheck;

namespace VisionSdk.Core.Tests;

public class EmbeddingDistanceTests
{
    // Sums of up to 300 products in single precision, in whatever order the processor's vectors take.
    private const float SumTolerance = 1e-4f;

    private static readonly Gen<(float[] First, float[] Second)> Pairs = Gen.Int[1, 300]
        .SelectMany(static count => Gen.Select(Gen.Float[-10, 10].Array[count], Gen.Float[-10, 10].Array[count]))
        .Where(static pair => Length(pair.Item1) > 0.1 && Length(pair.Item2) > 0.1);

    [Fact]
    public void Distances_are_those_of_a_plain_loop()
    {
        Pairs.Sample(
            static (first, second) =>
            {
                double dot = 0;
                double squared = 0;
                for (var i = 0; i < first.Length; i++)
                {
                    dot += (double)first[i] * second[i];
                    squared += Math.Pow((double)first[i] - second[i], 2);
                }

                var cosine = dot / (Length(first) * Length(second));
                EmbeddingDistance.CosineSimilarity(first, second).ShouldBe((float)cosine, SumTolerance);
                EmbeddingDistance.Cosine(first, second).ShouldBe((float)(1 - cosine), SumTolerance);
                EmbeddingDistance
                    .Euclidean(first, second)
                    .ShouldBe((float)Math.Sqrt(squared), SumTolerance * (float)(1 + Math.Sqrt(squared)));
            }
        );
    }

    [Fact]
    public void Distances_are_symmetric_and_within_their_documented_range()
    {
        Pairs.Sample(
            static (first, second) =>
            {
                EmbeddingDistance.Cosine(first, second).ShouldBeInRange(0, 2);
                EmbeddingDistance.Cosine(first, second).ShouldBe(EmbeddingDistance.Cosine(second, first), 1e-6f);
                EmbeddingDistance.Cosine(first, first).ShouldBeInRange(0, SumTolerance);
                EmbeddingDistance.Euclidean(first, first).ShouldBe(0);
            }
        );
    }

    [Fact]
    public void Unit_vectors_obey_the_law_that_ties_both_metrics()
    {
        Pairs.Sample(
            static (first, second) =>
            {
                Embedding.Normalize(first);
                Embedding.Normalize(second);

                // |a − b|² = 2 (1 − cos) when |a| = |b| = 1.
                var euclidean = EmbeddingDistance.Euclidean(first, second);
                (euclidean * euclidean).ShouldBe(2 * EmbeddingDistance.Cosine(first, second), SumTolerance);
            }
        );
    }

    [Theory]
    [InlineData(new float[] { 1, 0 }, new float[] { 0, 2 }, 1f)]
    [InlineData(new float[] { 3, 4 }, new float[] { -6, -8 }, 2f)]
    [InlineData(new float[] { 3, 4 }, new float[] { 30, 40 }, 0f)]
    public void Cosine_distance_depends_on_direction_only(float[] first, float[] second, float expected) =>
        EmbeddingDistance.Compute(first, second, DistanceMetric.Cosine).ShouldBe(expected, 1e-6f);

    [Fact]
    public void Euclidean_distance_of_a_3_4_5_triangle_is_5() =>
        EmbeddingDistance.Compute([1, 1], [4, 5], DistanceMetric.Euclidean).ShouldBe(5);

    [Fact]
    public void Vectors_without_direction_have_no_cosine_distance()
    {
        Should.Throw<DegenerateEmbeddingException>(static () => EmbeddingDistance.Cosine([0, 0], [1, 2]));
        Should.Throw<DegenerateEmbeddingException>(static () => EmbeddingDistance.Cosine([float.NaN, 0], [1, 2]));
        Should.Throw<DegenerateEmbeddingException>(static () =>
            EmbeddingDistance.Euclidean([float.PositiveInfinity, 0], [1, 2])
        );
    }

    [Fact]
    public void Vectors_of_different_length_are_rejected()
    {
        Should.Throw<ArgumentException>(static () => EmbeddingDistance.Cosine([1, 2], [1, 2, 3]));
        Should.Throw<ArgumentException>(static () => EmbeddingDistance.Euclidean([], []));
        Should.Throw<ArgumentOutOfRangeException>(static () => EmbeddingDistance.Compute([1], [1], (DistanceMetric)99));
    }

    private static double Length(float[] values) => Math.Sqrt(values.Sum(static value => (double)value * value));
}
