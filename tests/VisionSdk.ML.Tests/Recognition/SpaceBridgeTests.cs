using System.Runtime.InteropServices;

namespace VisionSdk.ML.Tests;

public sealed class SpaceBridgeTests
{
    private static readonly EmbeddingSpaceId From = new(new string('a', 64));
    private static readonly EmbeddingSpaceId To = new(new string('b', 64));

    [Fact]
    public void Between_equal_dimensions_a_rotation_is_found_exactly()
    {
        // Turns the first two axes by 90 degrees and mirrors the third.
        static float[] Turn(float[] v) => [-v[1], v[0], -v[2], v[3]];
        var pairs = Pairs(200, 4, Turn, noise: 0);

        var bridge = SpaceBridge.Learn(pairs, unitLength: true);

        bridge.IsOrthogonal.ShouldBeTrue();
        foreach (var (from, to) in Pairs(20, 4, Turn, noise: 0, seed: 2))
        {
            bridge.Map(from).DistanceTo(to, DistanceMetric.Euclidean).ShouldBeLessThan(1e-4f);
        }
    }

    [Fact]
    public void Between_other_dimensions_the_regression_maps_pairs_that_it_has_not_seen()
    {
        static float[] Mix(float[] v) => [v[0] + v[1] + 0.5f, v[1] - v[2], v[3], v[0], v[2] + v[3], 0.25f];
        var pairs = Pairs(400, 4, Mix, noise: 0.01f);

        var bridge = SpaceBridge.Learn(pairs, unitLength: true);

        bridge.IsOrthogonal.ShouldBeFalse();
        bridge.From.ShouldBe(From);
        bridge.To.ShouldBe(To);
        var errors = Pairs(50, 4, Mix, noise: 0, seed: 2)
            .Select(pair => bridge.Map(pair.From).DistanceTo(pair.To, DistanceMetric.Euclidean));
        errors.Average().ShouldBeLessThan(0.15f);
    }

    [Fact]
    public void Mapped_vectors_have_length_one_where_the_new_space_says_so()
    {
        var bridge = SpaceBridge.Learn(Pairs(50, 3, static v => [v[0], v[1]], noise: 0), unitLength: true);

        var mapped = bridge.Map(Pairs(1, 3, static v => v, noise: 0, seed: 3)[0].From);

        MathF.Sqrt(mapped.Values.Sum(static value => value * value)).ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void Spaces_cannot_be_mixed_up()
    {
        var pairs = Pairs(10, 3, static v => v, noise: 0);
        var bridge = SpaceBridge.Learn(pairs, unitLength: true);

        Should.Throw<EmbeddingSpaceMismatchException>(() => bridge.Map(pairs[0].To));
        Should.Throw<EmbeddingSpaceMismatchException>(() =>
            SpaceBridge.Learn([.. pairs, (pairs[0].To, pairs[0].From)], unitLength: true)
        );
        Should.Throw<EmbeddingSpaceMismatchException>(() =>
            bridge.Map(pairs[0].From).DistanceTo(pairs[0].From, DistanceMetric.Cosine)
        );
        Should.Throw<ArgumentException>(() => SpaceBridge.Learn([pairs[0]], unitLength: true));
    }

    private static List<(Embedding From, Embedding To)> Pairs(
        int count,
        int dimension,
        Func<float[], float[]> map,
        float noise,
        int seed = 1
    )
    {
        var random = new Random(seed);
        var pairs = new List<(Embedding, Embedding)>();
        for (var pair = 0; pair < count; pair++)
        {
            var from = new float[dimension];
            foreach (ref var value in from.AsSpan())
            {
                value = random.NextSingle() - 0.5f;
            }

            Embedding.Normalize(from);
            var to = map(from);
            foreach (ref var value in to.AsSpan())
            {
                value += noise * (random.NextSingle() - 0.5f);
            }

            Embedding.Normalize(to);
            pairs.Add((Make(From, from), Make(To, to)));
        }

        return pairs;
    }

    private static Embedding Make(EmbeddingSpaceId space, float[] values) =>
        new(space, ImmutableCollectionsMarshal.AsImmutableArray(values));
}
