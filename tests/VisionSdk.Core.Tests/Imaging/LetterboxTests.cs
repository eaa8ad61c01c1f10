using CsCheck;

namespace VisionSdk.Core.Tests;

public class LetterboxTests
{
    private static readonly Gen<Letterbox> Placements = Gen.Select(
        Generators.Box.Where(static box => box.Width > 1 && box.Height > 1),
        Gen.Int[16, 1024],
        Gen.Int[16, 1024],
        Gen.Enum<ResizeMode>(),
        Gen.Enum<PaddingPosition>(),
        static (region, width, height, resize, padding) =>
            Letterbox.Fit(region, new ImageSize(width, height), resize, padding)
    );

    [Theory]
    [InlineData(ResizeMode.Letterbox, PaddingPosition.Center, 0.5f, 0.5f, 0, 40)]
    [InlineData(ResizeMode.Letterbox, PaddingPosition.RightBottom, 0.5f, 0.5f, 0, 0)]
    [InlineData(ResizeMode.Stretch, PaddingPosition.Center, 0.5f, 2f / 3, 0, 0)]
    [InlineData(ResizeMode.Crop, PaddingPosition.RightBottom, 2f / 3, 2f / 3, -320f / 6, 0)]
    public void Fit_places_a_wide_picture_on_a_square(
        ResizeMode resize,
        PaddingPosition padding,
        float scaleX,
        float scaleY,
        float offsetX,
        float offsetY
    )
    {
        var fit = Letterbox.Fit(new BoundingBox(0, 0, 640, 480), new ImageSize(320, 320), resize, padding);

        fit.ScaleX.ShouldBe(scaleX, 1e-6f);
        fit.ScaleY.ShouldBe(scaleY, 1e-6f);
        fit.OffsetX.ShouldBe(offsetX, 1e-4f);
        fit.OffsetY.ShouldBe(offsetY, 1e-4f);
    }

    [Fact]
    public void Fit_puts_the_region_and_not_the_picture_on_the_canvas()
    {
        var fit = Letterbox.Fit(new BoundingBox(100, 50, 200, 200), new ImageSize(100, 100));

        fit.ToCanvas(new BoundingBox(100, 50, 200, 200)).ShouldBe(new BoundingBox(0, 0, 100, 100));
        fit.ToSource(new BoundingBox(50, 50, 10, 10)).ShouldBe(new BoundingBox(200, 150, 20, 20));
    }

    [Fact]
    public void A_letterbox_shows_the_whole_region_and_fills_one_side() =>
        Gen.Select(
                Generators.Box.Where(static box => box.Width > 1 && box.Height > 1),
                Gen.Int[16, 1024],
                Gen.Int[16, 1024]
            )
            .Sample(
                static (region, width, height) =>
                {
                    var placed = Letterbox.Fit(region, new ImageSize(width, height)).ToCanvas(region);
                    var tolerance = 0.05f + (MathF.Abs(region.X) + MathF.Abs(region.Y)) * 1e-3f;
                    return placed.Left > -tolerance
                        && placed.Top > -tolerance
                        && placed.Right < width + tolerance
                        && placed.Bottom < height + tolerance
                        && (MathF.Abs(placed.Width - width) < 0.01f || MathF.Abs(placed.Height - height) < 0.01f);
                }
            );

    [Fact]
    public void Boxes_and_points_come_back_from_the_canvas() =>
        Gen.Select(Placements, Generators.Box)
            .Sample(
                static (placement, box) =>
                {
                    var back = placement.ToSource(placement.ToCanvas(box));
                    var point = placement.ToSource(placement.ToCanvas(new Keypoint(box.X, box.Y, 0.25f)));

                    // Half a unit in the last place of a canvas coordinate, seen through the inverse scale.
                    var coordinate = MathF.Abs(placement.ToCanvas(box).X) + MathF.Abs(placement.ToCanvas(box).Y);
                    var reach = coordinate + MathF.Abs(placement.OffsetX) + MathF.Abs(placement.OffsetY) + 1;
                    var tolerance = 1e-3f + (reach * 3e-7f / MathF.Min(placement.ScaleX, placement.ScaleY));
                    return MathF.Abs(back.X - box.X) <= tolerance
                        && MathF.Abs(back.Y - box.Y) <= tolerance
                        && MathF.Abs(back.Width - box.Width) <= tolerance
                        && MathF.Abs(back.Height - box.Height) <= tolerance
                        && MathF.Abs(point.X - box.X) <= tolerance
                        && MathF.Abs(point.Y - box.Y) <= tolerance
                        && point.Confidence == 0.25f;
                }
            );

    [Fact]
    public void An_empty_region_or_canvas_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () =>
            Letterbox.Fit(new BoundingBox(0, 0, 0, 10), new ImageSize(10, 10))
        );
        Should.Throw<ArgumentOutOfRangeException>(static () =>
            Letterbox.Fit(new BoundingBox(0, 0, 10, 10), new ImageSize(10, 0))
        );
    }
}
