using CsCheck;

namespace VisionSdk.Core.Tests;

public class SimilarityTransformTests
{
    private static readonly Gen<SimilarityTransform> Transforms = Gen.Select(
        Gen.Float[0.05f, 20],
        Gen.Float[-3.14f, 3.14f],
        Gen.Float[-500, 500],
        Gen.Float[-500, 500],
        static (scale, angle, tx, ty) =>
            new SimilarityTransform(scale * MathF.Cos(angle), scale * MathF.Sin(angle), tx, ty)
    );

    [Fact]
    public void A_quarter_turn_takes_x_to_y()
    {
        var turn = new SimilarityTransform(0, 2, 5, 7);

        turn.Map(3, 0).ShouldBe((5, 13));
        turn.Scale.ShouldBe(2);
        turn.Angle.ShouldBe(MathF.PI / 2, 1e-6f);
    }

    [Fact]
    public void Identity_changes_nothing() => SimilarityTransform.Identity.Map(3, -4).ShouldBe((3, -4));

    [Fact]
    public void The_inverse_brings_every_point_back() =>
        Gen.Select(Transforms, Gen.Float[-1000, 1000], Gen.Float[-1000, 1000])
            .Sample(
                static (transform, x, y) =>
                {
                    var (u, v) = transform.Map(x, y);
                    var (backX, backY) = transform.Invert().Map(u, v);

                    // Coordinates of up to 20 000 in float, divided by scales down to 0.05.
                    var tolerance = 0.02f + (0.01f / transform.Scale);
                    return MathF.Abs(backX - x) < tolerance && MathF.Abs(backY - y) < tolerance;
                }
            );

    [Fact]
    public void Distances_grow_by_the_scale() =>
        Transforms.Sample(static transform =>
        {
            var (x0, y0) = transform.Map(0, 0);
            var (x1, y1) = transform.Map(30, 40);
            var distance = MathF.Sqrt(((x1 - x0) * (x1 - x0)) + ((y1 - y0) * (y1 - y0)));
            return MathF.Abs(distance - (50 * transform.Scale)) < 0.01f;
        });

    [Fact]
    public void A_transform_of_scale_0_has_no_inverse() =>
        Should.Throw<InvalidOperationException>(static () => new SimilarityTransform(0, 0, 1, 1).Invert());
}
