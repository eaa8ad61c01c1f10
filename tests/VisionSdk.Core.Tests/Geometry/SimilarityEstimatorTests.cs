using CsCheck;

namespace VisionSdk.Core.Tests;

public class SimilarityEstimatorTests
{
    // Coordinates are floats of up to 2,000 pixels, whose spacing is 1.2e-4.
    private const float PixelTolerance = 2e-3f;

    private static readonly Gen<Keypoint[]> Points = Gen.Select(
        Gen.Float[-500, 500],
        Gen.Float[-500, 500],
        static (x, y) => new Keypoint(x, y)
    ).Array[3, 40];

    private static readonly Gen<SimilarityTransform> Transforms = Gen.Select(
        Gen.Double[0.1, 4],
        Gen.Double[-Math.PI, Math.PI],
        Gen.Float[-1000, 1000],
        Gen.Float[-1000, 1000],
        static (scale, angle, tx, ty) =>
            new SimilarityTransform((float)(scale * Math.Cos(angle)), (float)(scale * Math.Sin(angle)), tx, ty)
    );

    [Fact]
    public void TryEstimate_recovers_the_similarity_that_made_the_points()
    {
        Gen.Select(Points, Transforms)
            .Where(static pair => Spread(pair.Item1) > 1)
            .Sample(
                static (points, expected) =>
                {
                    var mapped = points.Select(point => Map(expected, point)).ToArray();

                    var found = SimilarityEstimator.TryEstimate(points, mapped, out var actual);

                    found.ShouldBeTrue();
                    foreach (var point in points)
                    {
                        var (x, y) = actual.Map(point.X, point.Y);
                        var target = Map(expected, point);
                        x.ShouldBe(target.X, PixelTolerance);
                        y.ShouldBe(target.Y, PixelTolerance);
                    }
                }
            );
    }

    [Fact]
    public void TryEstimate_leaves_a_squared_error_that_no_small_change_lowers()
    {
        Gen.Select(Points, Points, Gen.Double[-1, 1], Gen.Double[-1, 1])
            .Where(static tuple => Spread(tuple.Item1) > 1)
            .Sample(
                static (source, target, da, db) =>
                {
                    var count = Math.Min(source.Length, target.Length);
                    var from = source.AsSpan(0, count);
                    var to = target.AsSpan(0, count);
                    if (!SimilarityEstimator.TryEstimate(from, to, out var best))
                    {
                        return;
                    }

                    var least = SquaredError(best.A, best.B, best.Tx, best.Ty, from, to);
                    var a = best.A + (0.01 * da);
                    var b = best.B + (0.01 * db);

                    // One part in 10⁵ is what the rounding of the result to float may cost.
                    SquaredError(a, b, best.Tx, best.Ty, from, to).ShouldBeGreaterThanOrEqualTo(least * (1 - 1e-5));
                    SquaredError(best.A, best.B, best.Tx + da, best.Ty + db, from, to)
                        .ShouldBeGreaterThanOrEqualTo(least * (1 - 1e-5));
                }
            );
    }

    [Fact]
    public void TryEstimate_needs_only_two_points()
    {
        Keypoint[] source = [new(0, 0), new(10, 0)];
        Keypoint[] target = [new(5, 7), new(5, 27)];

        SimilarityEstimator.TryEstimate(source, target, out var transform).ShouldBeTrue();

        transform.ShouldBe(new SimilarityTransform(0, 2, 5, 7));
    }

    [Fact]
    public void TryEstimate_answers_a_mirrored_asymmetric_shape_with_a_rotation_and_not_with_a_reflection()
    {
        Keypoint[] source = [new(0, 0), new(4, 0), new(0, 1)];
        Keypoint[] mirrored = [new(0, 0), new(-4, 0), new(0, 1)];

        SimilarityEstimator.TryEstimate(source, mirrored, out var transform).ShouldBeTrue();

        // Centred: Σx² + Σy² = 34/3, Σ(xu + yv) = -32/3 + 2/3 = -10, Σ(xv − yu) = -8/3.
        transform.A.ShouldBe(-30f / 34, 1e-6f);
        transform.B.ShouldBe(-8f / 34, 1e-6f);
    }

    public static TheoryData<Keypoint[], Keypoint[]> Degenerate =>
        new()
        {
            { [], [] },
            { [new(1, 2)], [new(3, 4)] },
            { [new(3, 3), new(3, 3), new(3, 3)], [new(0, 0), new(1, 0), new(0, 1)] },
            { [new(0, 0), new(1, 0), new(0, 1)], [new(3, 3), new(3, 3), new(3, 3)] },
            { [new(0, 0), new(1, 0)], [new(float.NaN, 0), new(1, 0)] },
            { [new(0, 0), new(1, 0)], [new(0, 0), new(float.PositiveInfinity, 0)] },
            // A mirrored square: every rotation fits equally badly.
            { [new(1, 1), new(-1, 1), new(-1, -1), new(1, -1)], [new(-1, 1), new(1, 1), new(1, -1), new(-1, -1)] },
        };

    [Theory]
    [MemberData(nameof(Degenerate))]
    public void TryEstimate_refuses_points_that_determine_no_transform(Keypoint[] source, Keypoint[] target)
    {
        SimilarityEstimator.TryEstimate(source, target, out var transform).ShouldBeFalse();

        transform.ShouldBe(SimilarityTransform.Identity);
    }

    [Fact]
    public void TryEstimate_rejects_sets_of_different_length() =>
        Should.Throw<ArgumentException>(static () => SimilarityEstimator.TryEstimate([new Keypoint(0, 0)], [], out _));

    private static Keypoint Map(SimilarityTransform transform, Keypoint point)
    {
        var (x, y) = transform.Map(point.X, point.Y);
        return new Keypoint(x, y);
    }

    private static double SquaredError(
        double a,
        double b,
        double tx,
        double ty,
        ReadOnlySpan<Keypoint> source,
        ReadOnlySpan<Keypoint> target
    )
    {
        double sum = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var x = (a * source[i].X) - (b * source[i].Y) + tx - target[i].X;
            var y = (b * source[i].X) + (a * source[i].Y) + ty - target[i].Y;
            sum += (x * x) + (y * y);
        }

        return sum;
    }

    private static double Spread(Keypoint[] points) =>
        points.Max(static point => point.X) - points.Min(static point => point.X);
}
