namespace VisionSdk.ML.Tests;

public sealed class UprightSquareTests
{
    private const float Tolerance = 1e-3f;
    private static readonly ImageSize Canvas = new(112, 112);

    [Fact]
    public void Of_takes_the_box_as_it_is_when_the_detector_marks_no_eyes()
    {
        var square = UprightSquare.Of(new Detection(new BoundingBox(10, 20, 30, 50), 1, 0, "face"));

        square.ShouldBe(new UprightSquare(25, 45, 50, 0));
        square.ChipToImage(Canvas).Map(0, 0).ShouldBe((0f, 20f));
        square.ChipToImage(Canvas).Map(112, 112).ShouldBe((50f, 70f));
    }

    [Fact]
    public void Of_turns_with_the_line_between_the_eyes()
    {
        var detection = new Detection(new BoundingBox(0, 0, 100, 100), 1, 0, "face")
        {
            Keypoints = [new Keypoint(60, 30), new Keypoint(60, 70)],
        };

        var chip = UprightSquare.Of(detection).ChipToImage(Canvas);

        // The face is turned by a right angle: what is right in the chip is below in the picture.
        var (x, y) = chip.Map(112, 56);
        x.ShouldBe(50, Tolerance);
        y.ShouldBe(100, Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(35)]
    [InlineData(-100)]
    public void Refine_follows_the_landmarks_wherever_the_face_is_turned(float degrees)
    {
        var (sine, cosine) = MathF.SinCos(degrees * MathF.PI / 180);
        var landmarks = Face(point => new Keypoint(
            200 + (point.X * cosine) - (point.Y * sine),
            300 + (point.X * sine) + (point.Y * cosine)
        ));

        var square = new UprightSquare(190, 310, 100, 0).Refine(landmarks);

        square.CenterX.ShouldBe(200, 0.01f);
        square.CenterY.ShouldBe(300, 0.01f);
        square.Side.ShouldBe(96, 0.01f);
        square.Roll.ShouldBe(degrees * MathF.PI / 180, Tolerance);
    }

    [Fact]
    public void Refine_keeps_the_detectors_square_when_the_landmarks_lie_in_a_heap()
    {
        var heap = Face(point => new Keypoint(200 + (point.X / 5), 300 + (point.Y / 5)));
        var square = new UprightSquare(190, 310, 100, 0.4f);

        square.Refine(heap).ShouldBe(square);
    }

    /// <summary>An upright face of 80 by 80 about the origin: eyes above, everything else on the outline.</summary>
    private static Keypoint[] Face(Func<Keypoint, Keypoint> place)
    {
        var points = new Keypoint[FaceLandmarks68.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = (40 * MathF.Cos(i * MathF.Tau / 16), 40 * MathF.Sin(i * MathF.Tau / 16));
            points[i] = new Keypoint(x, y);
        }

        points.AsSpan(FaceLandmarks68.RightEye).Fill(new Keypoint(-15, -10));
        points.AsSpan(FaceLandmarks68.LeftEye).Fill(new Keypoint(15, -10));
        return [.. points.Select(place)];
    }
}
