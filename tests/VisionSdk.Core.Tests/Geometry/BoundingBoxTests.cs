using CsCheck;

namespace VisionSdk.Core.Tests;

public class BoundingBoxTests
{
    private static readonly Gen<BoundingBox> AnyBox = Gen.OneOf(
        Generators.Box,
        Generators.CrowdedBox,
        Gen.Select(Generators.Box, Gen.Float[-1, 0], static (box, width) => box with { Width = width })
    );

    private static readonly Gen<(BoundingBox A, BoundingBox B)> Pairs = Gen.Select(AnyBox, AnyBox);

    [Fact]
    public void Boxes_and_detections_read_well_in_every_culture()
    {
        var box = new BoundingBox(12.54f, 40, 640, 480.06f);

        box.ToString().ShouldBe("(12.5, 40) 640x480.1");
        new Detection(box, 0.871f, 16, "dog").ToString().ShouldBe("dog 0.87 at (12.5, 40) 640x480.1");
    }

    [Fact]
    public void Iou_is_the_shared_area_over_the_covered_area()
    {
        // 6·6 shared, 100 + 100 - 36 covered.
        new BoundingBox(0, 0, 10, 10)
            .IntersectionOverUnion(new BoundingBox(4, 4, 10, 10))
            .ShouldBe(36f / 164, 1e-6f);
    }

    [Fact]
    public void Iou_is_symmetric_and_in_0_to_1() =>
        Pairs.Sample(static pair =>
        {
            var iou = pair.A.IntersectionOverUnion(pair.B);
            return iou is >= 0 and <= 1 && iou == pair.B.IntersectionOverUnion(pair.A);
        });

    [Fact]
    public void Iou_and_generalized_iou_agree_with_the_plain_formula() =>
        Gen.Select(Generators.CrowdedBox, Generators.CrowdedBox)
            .Sample(
                static (a, b) =>
                {
                    // Sides are whole numbers: count the unit cells that lie in both boxes, in one of them, and around them.
                    var (shared, covered, enclosing) = CountCells(a, b);

                    a.IntersectionOverUnion(b).ShouldBe((float)((double)shared / covered), 1e-6f);
                    a.GeneralizedIntersectionOverUnion(b)
                        .ShouldBe(
                            (float)(((double)shared / covered) - ((double)(enclosing - covered) / enclosing)),
                            1e-6f
                        );
                }
            );

    [Fact]
    public void Iou_does_not_change_when_both_boxes_are_moved_or_scaled() =>
        Gen.Select(Generators.CrowdedBox, Generators.CrowdedBox, Gen.Int[-500, 500], Gen.Int[-500, 500], Gen.Int[-6, 6])
            .Sample(
                static (a, b, x, y, power) =>
                {
                    // Whole numbers and powers of two: floats move and scale without rounding, so the results are equal.
                    var scale = MathF.Pow(2, power);
                    var (c, d) = (Move(a), Move(b));
                    return c.IntersectionOverUnion(d) == a.IntersectionOverUnion(b)
                        && c.GeneralizedIntersectionOverUnion(d) == a.GeneralizedIntersectionOverUnion(b);

                    BoundingBox Move(BoundingBox box) =>
                        new((box.X + x) * scale, (box.Y + y) * scale, box.Width * scale, box.Height * scale);
                }
            );

    [Fact]
    public void Iou_hardly_changes_when_any_boxes_are_stretched() =>
        Gen.Select(Generators.Box, Generators.Box, Gen.Float[0.1f, 10], Gen.Float[0.1f, 10])
            .Where(static scene => Math.Min(scene.Item1.Width, scene.Item1.Height) > 1)
            .Where(static scene => Math.Min(scene.Item2.Width, scene.Item2.Height) > 1)
            .Sample(
                static (a, b, scaleX, scaleY) =>
                {
                    // Rounding of a coordinate of 2,000 pixels is 1e-4 of a side of one pixel.
                    Stretch(a).IntersectionOverUnion(Stretch(b)).ShouldBe(a.IntersectionOverUnion(b), 2e-3f);

                    BoundingBox Stretch(BoundingBox box) =>
                        new(box.X * scaleX, box.Y * scaleY, box.Width * scaleX, box.Height * scaleY);
                }
            );

    [Fact]
    public void Iou_of_a_box_with_itself_is_exactly_1() =>
        Generators.Box.Sample(static box =>
            box.IntersectionOverUnion(box) == 1 && box.GeneralizedIntersectionOverUnion(box) == 1
        );

    [Fact]
    public void Iou_of_a_tiny_box_far_away_does_not_vanish_in_rounding()
    {
        var box = new BoundingBox(20000, 20000, 1e-4f, 1e-4f);

        box.IntersectionOverUnion(box).ShouldBe(1);
    }

    [Fact]
    public void Iou_of_huge_boxes_does_not_overflow()
    {
        var box = new BoundingBox(0, 0, 1e30f, 1e30f);

        box.IntersectionOverUnion(box with { X = 5e29f }).ShouldBe(1f / 3, 1e-6f);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(0, 10)]
    [InlineData(-10, 0)]
    public void Boxes_that_only_touch_do_not_overlap(float x, float y) =>
        new BoundingBox(0, 0, 10, 10).IntersectionOverUnion(new BoundingBox(x, y, 10, 10)).ShouldBe(0);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, -1)]
    [InlineData(float.NaN, 10)]
    public void A_box_without_area_overlaps_nothing(float width, float height)
    {
        var empty = new BoundingBox(1, 1, width, height);

        empty.IsEmpty.ShouldBeTrue();
        empty.Area.ShouldBe(0);
        empty.IntersectionOverUnion(new BoundingBox(0, 0, 10, 10)).ShouldBe(0);
    }

    [Fact]
    public void Generalized_iou_is_iou_less_the_uncovered_share_of_the_enclosing_box()
    {
        // Disjoint 10x10 boxes in a 30x10 enclosure: 0 - (300 - 200) / 300.
        new BoundingBox(0, 0, 10, 10)
            .GeneralizedIntersectionOverUnion(new BoundingBox(20, 0, 10, 10))
            .ShouldBe(-1f / 3, 1e-6f);
        // 36 / 164 - (196 - 164) / 196.
        new BoundingBox(0, 0, 10, 10)
            .GeneralizedIntersectionOverUnion(new BoundingBox(4, 4, 10, 10))
            .ShouldBe((36f / 164) - (32f / 196), 1e-6f);
    }

    [Fact]
    public void Generalized_iou_is_symmetric_in_minus_1_to_1_and_at_most_iou() =>
        Pairs.Sample(static pair =>
        {
            var giou = pair.A.GeneralizedIntersectionOverUnion(pair.B);
            return giou is >= -1 and <= 1
                && giou <= pair.A.IntersectionOverUnion(pair.B)
                && giou == pair.B.GeneralizedIntersectionOverUnion(pair.A);
        });

    [Fact]
    public void The_intersection_lies_in_both_boxes() =>
        Gen.Select(Generators.CrowdedBox, Generators.CrowdedBox)
            .Sample(
                static (a, b) =>
                {
                    var common = a.Intersect(b);
                    return common == b.Intersect(a)
                        && (common.IsEmpty || (a.Intersect(common) == common && b.Intersect(common) == common));
                }
            );

    [Fact]
    public void Clip_cuts_off_what_sticks_out()
    {
        var size = new ImageSize(100, 50);

        new BoundingBox(-10, 40, 30, 30).Clip(size).ShouldBe(new BoundingBox(0, 40, 20, 10));
        new BoundingBox(200, 0, 10, 10).Clip(size).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Corners_and_centre_are_two_ways_to_write_a_box()
    {
        var box = BoundingBox.FromLeftTopRightBottom(10, 20, 40, 80);

        box.ShouldBe(new BoundingBox(10, 20, 30, 60));
        (box.CenterX, box.CenterY).ShouldBe((25, 50));
        BoundingBox.FromCenter(25, 50, 30, 60).ShouldBe(box);
    }

    [Fact]
    public void Scaling_keeps_the_centre()
    {
        var scaled = new BoundingBox(10, 20, 30, 60).ScaleAboutCenter(1.5f);

        scaled.ShouldBe(new BoundingBox(2.5f, 5, 45, 90));
    }

    private static (int Shared, int Covered, int Enclosing) CountCells(BoundingBox a, BoundingBox b)
    {
        var (left, right) = (Math.Min(a.Left, b.Left), Math.Max(a.Right, b.Right));
        var (top, bottom) = (Math.Min(a.Top, b.Top), Math.Max(a.Bottom, b.Bottom));
        var (shared, covered, enclosing) = (0, 0, 0);
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var (inA, inB) = (Holds(a, x, y), Holds(b, x, y));
                shared += inA && inB ? 1 : 0;
                covered += inA || inB ? 1 : 0;
                enclosing++;
            }
        }

        return (shared, covered, enclosing);

        static bool Holds(BoundingBox box, float x, float y) =>
            x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;
    }
}
