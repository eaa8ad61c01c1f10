using CsCheck;

namespace VisionSdk.Core.Tests;

public class FaceAlignmentTests
{
    // A chip of 150 pixels is aligned to a thousandth of a pixel.
    private const float PixelTolerance = 1e-3f;

    private static readonly ImageSize DlibChip = new(150, 150);

    [Fact]
    public void Dlib_template_is_the_mean_face_padded_and_scaled_to_the_chip()
    {
        Span<Keypoint> points = stackalloc Keypoint[FaceTemplate.MaxPoints];

        var count = FaceTemplate.WritePoints(FaceAligner.Dlib68, 150, 0.25, points);

        count.ShouldBe(33);

        // Landmark 27 is (0.490127, 0.203352): (0.25 + 0.490127) / 1.5 · 150 = 74.0127.
        points[0].X.ShouldBe(74.0127f, PixelTolerance);
        points[0].Y.ShouldBe(45.3352f, PixelTolerance);

        // Landmark 64, the last, is (0.689874, 0.784792).
        points[32].X.ShouldBe(93.9874f, PixelTolerance);
        points[32].Y.ShouldBe(103.4792f, PixelTolerance);
    }

    [Fact]
    public void Arcface_template_without_padding_is_the_published_one()
    {
        Span<Keypoint> points = stackalloc Keypoint[FaceTemplate.MaxPoints];

        var count = FaceTemplate.WritePoints(FaceAligner.ArcFace5, 112, 0, points);

        Keypoint[] published =
        [
            new(38.2946f, 51.6963f),
            new(73.5318f, 51.5014f),
            new(56.0252f, 71.7366f),
            new(41.5493f, 92.3655f),
            new(70.7299f, 92.2041f),
        ];
        count.ShouldBe(5);
        for (var i = 0; i < 5; i++)
        {
            points[i].X.ShouldBe(published[i].X, 1e-5f);
            points[i].Y.ShouldBe(published[i].Y, 1e-5f);
        }
    }

    [Theory]
    [InlineData(FaceAligner.Dlib68, 150, 0.25f)]
    [InlineData(FaceAligner.Dlib68, 224, 0.5f)]
    [InlineData(FaceAligner.ArcFace5, 112, 0)]
    public void Alignment_of_the_template_itself_changes_nothing(FaceAligner aligner, int side, float padding)
    {
        var landmarks = TemplateLandmarks(aligner, side, padding);

        var transform = FaceAlignment.EstimateChipToImage(landmarks, aligner, new ImageSize(side, side), padding);

        transform.A.ShouldBe(1, 1e-5f);
        transform.B.ShouldBe(0, 1e-5f);
        transform.Tx.ShouldBe(0, PixelTolerance);
        transform.Ty.ShouldBe(0, PixelTolerance);
    }

    [Theory]
    [InlineData(FaceAligner.Dlib68)]
    [InlineData(FaceAligner.ArcFace5)]
    public void Alignment_finds_how_a_face_was_turned_scaled_and_moved(FaceAligner aligner)
    {
        Gen.Select(Gen.Float[0.2f, 5], Gen.Float[-3, 3], Gen.Float[-500, 500], Gen.Float[-500, 500])
            .Sample(
                (scale, angle, tx, ty) =>
                {
                    var placed = new SimilarityTransform(scale * MathF.Cos(angle), scale * MathF.Sin(angle), tx, ty);
                    var landmarks = TemplateLandmarks(aligner, 150, 0.25f)
                        .Select(point =>
                        {
                            var (x, y) = placed.Map(point.X, point.Y);
                            return new Keypoint(x, y);
                        })
                        .ToArray();

                    var found = FaceAlignment.EstimateChipToImage(landmarks, aligner, DlibChip, 0.25f);

                    found.A.ShouldBe(placed.A, 1e-4f);
                    found.B.ShouldBe(placed.B, 1e-4f);
                    found.Tx.ShouldBe(placed.Tx, 1e-2f);
                    found.Ty.ShouldBe(placed.Ty, 1e-2f);
                },
                iter: 200
            );
    }

    [Fact]
    public void Arcface_takes_its_five_points_from_68_landmarks()
    {
        var landmarks = SyntheticFace.MeanFace(200);
        var five = new Keypoint[5];
        FaceLandmarks68.WriteFivePoints(landmarks, five);

        var from68 = FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.ArcFace5, new ImageSize(112, 112));
        var from5 = FaceAlignment.EstimateChipToImage(five, FaceAligner.ArcFace5, new ImageSize(112, 112));

        from68.ShouldBe(from5);
    }

    [Fact]
    public void Dlib_alignment_ignores_jaw_eyebrows_and_lower_lip()
    {
        var landmarks = SyntheticFace.MeanFace(200);
        var expected = FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.Dlib68, DlibChip, 0.25f);
        foreach (var index in Enumerable.Range(0, 27).Concat(Enumerable.Range(55, 5)).Concat([65, 66, 67]))
        {
            landmarks[index] = new Keypoint(-1000, 5000);
        }

        FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.Dlib68, DlibChip, 0.25f).ShouldBe(expected);
    }

    [Fact]
    public void Landmarks_in_one_point_are_an_error_of_their_own_kind()
    {
        var landmarks = new Keypoint[68];

        Should
            .Throw<DegenerateLandmarksException>(() =>
                FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.Dlib68, DlibChip)
            )
            .Message.ShouldContain("not a face");
        FaceAlignment.TryEstimateChipToImage(landmarks, FaceAligner.Dlib68, DlibChip, 0, out _).ShouldBeFalse();
    }

    [Fact]
    public void Misuse_is_rejected_before_anything_is_estimated()
    {
        var landmarks = SyntheticFace.MeanFace(200);

        Should.Throw<ArgumentException>(() => FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.Box, DlibChip));
        Should.Throw<ArgumentException>(() =>
            FaceAlignment.EstimateChipToImage(landmarks.AsSpan(0, 5), FaceAligner.Dlib68, DlibChip)
        );
        Should.Throw<ArgumentOutOfRangeException>(() =>
            FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.Dlib68, new ImageSize(112, 96))
        );
        Should.Throw<ArgumentOutOfRangeException>(() =>
            FaceAlignment.EstimateChipToImage(landmarks, FaceAligner.Dlib68, DlibChip, -0.1f)
        );
    }

    private static Keypoint[] TemplateLandmarks(FaceAligner aligner, int side, float padding)
    {
        var points = new Keypoint[FaceTemplate.MaxPoints];
        var count = FaceTemplate.WritePoints(aligner, side, padding, points);
        if (aligner == FaceAligner.ArcFace5)
        {
            return points[..count];
        }

        var landmarks = new Keypoint[68];
        points.AsSpan(0, 28).CopyTo(landmarks.AsSpan(27));
        points.AsSpan(28, 5).CopyTo(landmarks.AsSpan(60));
        return landmarks;
    }
}
