using CsCheck;

namespace VisionSdk.Core.Tests;

public class EmbeddingTests
{
    private static readonly EmbeddingSpaceId Space = new(new string('a', 64));
    private static readonly EmbeddingSpaceId OtherSpace = new(new string('b', 64));

    [Fact]
    public void DistanceTo_and_CosineSimilarityTo_compare_the_values()
    {
        var first = new Embedding(Space, [1, 0]);
        var second = new Embedding(Space, [0, 1]);

        first.DistanceTo(second, DistanceMetric.Cosine).ShouldBe(1);
        first.DistanceTo(second, DistanceMetric.Euclidean).ShouldBe(MathF.Sqrt(2), 1e-6f);
        first.CosineSimilarityTo(second).ShouldBe(0);
    }

    [Fact]
    public void Embeddings_of_different_spaces_are_never_compared()
    {
        var first = new Embedding(Space, [1, 0]);
        var second = new Embedding(OtherSpace, [1, 0]);

        var exception = Should.Throw<EmbeddingSpaceMismatchException>(() =>
            first.DistanceTo(second, DistanceMetric.Cosine)
        );

        exception.Expected.ShouldBe(Space);
        exception.Actual.ShouldBe(OtherSpace);
        exception.Message.ShouldContain("aaaaaaaaaaaa");
        exception.Message.ShouldContain("bbbbbbbbbbbb");
        Should.Throw<EmbeddingSpaceMismatchException>(() => first.CosineSimilarityTo(second));
    }

    [Fact]
    public void Embeddings_of_one_space_but_different_dimensions_are_never_compared()
    {
        var first = new Embedding(Space, [1, 0]);
        var second = new Embedding(Space, [1, 0, 0]);

        Should.Throw<EmbeddingSpaceMismatchException>(() => first.DistanceTo(second, DistanceMetric.Euclidean));
    }

    [Fact]
    public void ToUnitLength_keeps_direction_and_space_and_leaves_the_original()
    {
        var embedding = new Embedding(Space, [3, 4]);

        var unit = embedding.ToUnitLength();

        unit.ShouldBe(new Embedding(Space, [0.6f, 0.8f]));
        embedding.Values.ShouldBe([3, 4]);
    }

    [Fact]
    public void Normalize_gives_length_1_whatever_the_magnitude()
    {
        Gen.Select(Gen.Float[-1, 1].Array[1, 300], Gen.Int[-30, 30])
            .Where(static pair => pair.Item1.Any(static value => MathF.Abs(value) > 0.01f))
            .Sample(
                static (values, exponent) =>
                {
                    var scaled = values.Select(value => value * MathF.Pow(10, exponent)).ToArray();

                    Embedding.Normalize(scaled);

                    Math.Sqrt(scaled.Sum(static value => (double)value * value)).ShouldBe(1, 1e-6);
                }
            );
    }

    [Theory]
    [InlineData(new float[0])]
    [InlineData(new float[] { 0, 0, 0 })]
    [InlineData(new float[] { 1, float.NaN })]
    [InlineData(new float[] { 1, float.NegativeInfinity })]
    public void Normalize_refuses_a_vector_without_direction_and_leaves_it(float[] values)
    {
        var copy = values.ToArray();

        Should.Throw<DegenerateEmbeddingException>(() => Embedding.Normalize(copy));

        copy.ShouldBe(values);
    }
}
