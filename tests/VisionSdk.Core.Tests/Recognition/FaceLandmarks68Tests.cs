using CsCheck;

namespace VisionSdk.Core.Tests;

public class FaceLandmarks68Tests
{
    [Fact]
    public void Groups_cover_every_landmark_once()
    {
        Range[] groups =
        [
            FaceLandmarks68.Jaw,
            FaceLandmarks68.RightEyebrow,
            FaceLandmarks68.LeftEyebrow,
            FaceLandmarks68.NoseBridge,
            FaceLandmarks68.NoseBase,
            FaceLandmarks68.RightEye,
            FaceLandmarks68.LeftEye,
            FaceLandmarks68.OuterLips,
            FaceLandmarks68.InnerLips,
        ];

        var indices = groups.SelectMany(static group => Enumerable.Range(0, FaceLandmarks68.Count).Take(group));

        indices.ShouldBe(Enumerable.Range(0, 68));
    }

    [Fact]
    public void Mean_face_is_upright_frontal_and_level()
    {
        var face = SyntheticFace.MeanFace(200);

        FaceLandmarks68.Roll(face).ShouldBe(0, 1e-3f);
        FaceLandmarks68.YawAsymmetry(face).ShouldBe(0, 1e-3f);
        FaceLandmarks68.NoseHeightRatio(face).ShouldBe(0.55f, 0.02f);
        FaceLandmarks68.EyeSpacingRatio(face).ShouldBe(0.9f, 0.05f);

        // The template's eyes have their means at x = 1.352951 / 6 and 4.528568 / 6, at the same height.
        FaceLandmarks68.InterEyeDistance(face).ShouldBe(200 * (4.528568f - 1.352951f) / 6, 1e-2f);
    }

    [Fact]
    public void Measurements_follow_position_scale_and_roll_as_documented()
    {
        var face = SyntheticFace.MeanFace(200);
        var asymmetry = FaceLandmarks68.YawAsymmetry(face);
        var height = FaceLandmarks68.NoseHeightRatio(face);
        var spacing = FaceLandmarks68.EyeSpacingRatio(face);
        var distance = FaceLandmarks68.InterEyeDistance(face);
        Gen.Select(Gen.Float[0.5f, 4], Gen.Float[-3, 3], Gen.Float[-300, 300])
            .Sample(
                (scale, roll, shift) =>
                {
                    var transform = new SimilarityTransform(
                        scale * MathF.Cos(roll),
                        scale * MathF.Sin(roll),
                        shift,
                        -shift
                    );
                    var moved = Map(transform, face);

                    FaceLandmarks68.Roll(moved).ShouldBe(roll, 1e-3f);
                    FaceLandmarks68.YawAsymmetry(moved).ShouldBe(asymmetry, 1e-3f);
                    FaceLandmarks68.NoseHeightRatio(moved).ShouldBe(height, 1e-3f);
                    FaceLandmarks68.EyeSpacingRatio(moved).ShouldBe(spacing, 1e-3f);
                    FaceLandmarks68.InterEyeDistance(moved).ShouldBe(distance * scale, 1e-2f);
                },
                iter: 200
            );
    }

    [Theory]
    [InlineData(-30, 0)]
    [InlineData(30, 0)]
    [InlineData(0, -30)]
    [InlineData(0, 30)]
    public void Nose_tip_moves_the_pose_signs_in_the_documented_direction(float dx, float dy)
    {
        var face = SyntheticFace.MeanFace(200);
        var height = FaceLandmarks68.NoseHeightRatio(face);
        var nose = face[FaceLandmarks68.NoseTip];
        face[FaceLandmarks68.NoseTip] = new Keypoint(nose.X + dx, nose.Y + dy);

        MathF.Sign(MathF.Round(FaceLandmarks68.YawAsymmetry(face), 2)).ShouldBe(MathF.Sign(dx));
        MathF.Sign(MathF.Round(FaceLandmarks68.NoseHeightRatio(face) - height, 2)).ShouldBe(MathF.Sign(dy));
    }

    [Fact]
    public void Eyes_stand_closer_by_the_cosine_of_the_yaw()
    {
        var face = SyntheticFace.MeanFace(200);
        var turned = Array.ConvertAll(face, static point => point with { X = point.X * MathF.Cos(MathF.PI / 3) });

        var ratio = FaceLandmarks68.EyeSpacingRatio(turned) / FaceLandmarks68.EyeSpacingRatio(face);

        ratio.ShouldBe(0.5f, 0.01f);
    }

    [Fact]
    public void Bounds_are_the_extremes_of_all_landmarks()
    {
        var face = SyntheticFace.MeanFace(200);
        face[3] = new Keypoint(-40, 7);
        face[50] = new Keypoint(11, 900);
        face[20] = new Keypoint(700, -80);

        FaceLandmarks68.Bounds(face).ShouldBe(BoundingBox.FromLeftTopRightBottom(-40, -80, 700, 900));
    }

    [Fact]
    public void Any_other_number_of_points_is_rejected()
    {
        Should.Throw<ArgumentException>(static () => FaceLandmarks68.Bounds(new Keypoint[5]));
        Should.Throw<ArgumentException>(static () => FaceLandmarks68.Roll([]));
        Should.Throw<ArgumentException>(static () =>
            FaceLandmarks68.WriteFivePoints(new Keypoint[68], new Keypoint[4])
        );
    }

    private static Keypoint[] Map(SimilarityTransform transform, Keypoint[] points) =>
        [
            .. points.Select(point =>
            {
                var (x, y) = transform.Map(point.X, point.Y);
                return new Keypoint(x, y);
            }),
        ];
}
