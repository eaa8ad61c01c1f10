using System.Collections.Immutable;

namespace VisionSdk.Tests;

public sealed class FaceChoiceTests
{
    private static readonly ImageSize Image = new(200, 100);
    private static readonly BoundingBox LargeCentral = new(70, 20, 60, 60);
    private static readonly BoundingBox LargerAtTheEdge = new(0, 0, 64, 64);
    private static readonly BoundingBox SmallCentral = new(95, 45, 10, 12);

    [Fact]
    public void No_face_is_no_choice()
    {
        Choose(new FaceChoice(0, 9, RequireSingle: false), out var chosen, out var best).ShouldBe(FaceStatus.NoFace);

        chosen.ShouldBeEmpty();
        best.ShouldBe(-1);
    }

    [Fact]
    public void The_most_prominent_face_is_large_and_central()
    {
        Choose(
                new FaceChoice(0, 9, RequireSingle: false),
                out var chosen,
                out var best,
                SmallCentral,
                LargerAtTheEdge,
                LargeCentral
            )
            .ShouldBe(FaceStatus.Usable);

        // √area − distance: 60 − 0, √120 − 1, 64 − 70.3.
        chosen.ShouldBe([2, 0, 1]);
        best.ShouldBe(2);
    }

    [Fact]
    public void No_more_faces_are_taken_than_asked_for()
    {
        Choose(new FaceChoice(0, 1, RequireSingle: false), out var chosen, out _, SmallCentral, LargeCentral)
            .ShouldBe(FaceStatus.Usable);

        chosen.ShouldBe([1]);
    }

    [Fact]
    public void Several_faces_are_refused_where_one_is_required()
    {
        Choose(new FaceChoice(0, 1, RequireSingle: true), out var chosen, out var best, LargerAtTheEdge, LargeCentral)
            .ShouldBe(FaceStatus.SeveralFaces);

        chosen.ShouldBeEmpty();
        best.ShouldBe(1);
    }

    [Fact]
    public void A_face_below_the_minimum_size_does_not_count()
    {
        Choose(new FaceChoice(40, 1, RequireSingle: true), out var chosen, out _, SmallCentral, LargerAtTheEdge)
            .ShouldBe(FaceStatus.Usable);

        chosen.ShouldBe([1]);
    }

    [Fact]
    public void The_shorter_side_decides_whether_a_face_is_too_small()
    {
        var box = new BoundingBox(80, 20, 39, 60);

        Choose(new FaceChoice(40, 1, RequireSingle: true), out _, out var best, box).ShouldBe(FaceStatus.FaceTooSmall);
        Choose(new FaceChoice(39, 1, RequireSingle: true), out _, out _, box).ShouldBe(FaceStatus.Usable);

        best.ShouldBe(0);
    }

    [Fact]
    public void Equal_faces_keep_the_order_of_detection()
    {
        Choose(
                new FaceChoice(0, 9, RequireSingle: false),
                out var chosen,
                out _,
                LargeCentral,
                LargeCentral,
                LargeCentral
            )
            .ShouldBe(FaceStatus.Usable);

        chosen.ShouldBe([0, 1, 2]);
    }

    private static FaceStatus Choose(
        FaceChoice choice,
        out ImmutableArray<int> chosen,
        out int best,
        params BoundingBox[] boxes
    ) =>
        choice.Choose(
            [.. boxes.Select(static box => new Detection(box, 0.9f, 0, "face"))],
            Image,
            out chosen,
            out best
        );
}
