using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

/// <summary>A real face, and copies of it that are worse in one known way.</summary>
public sealed class FaceQualityMeterTests : IDisposable
{
    private readonly ImageDecoder _decoder = new();
    private readonly FaceQualityMeter _meter = new();

    public void Dispose() => _decoder.Dispose();

    [Fact]
    public void Blur_lowers_the_sharpness_and_nothing_else()
    {
        using var faces = new RealFaces();
        using var photo = faces.Photo();
        var sharp = faces.Measure(photo);

        using var blurred = PhotoEffects.Blur(photo, sigma: 4);
        var soft = faces.Measure(blurred);

        soft.Sharpness.ShouldBeLessThan(sharp.Sharpness / 3);
        soft.Brightness.ShouldBe(sharp.Brightness, 0.03f);
        soft.Contrast.ShouldBe(sharp.Contrast, 0.05f);
        soft.Yaw.ShouldBe(sharp.Yaw, 0.15f);
    }

    [Fact]
    public void Darkness_lowers_brightness_and_contrast_in_proportion()
    {
        using var faces = new RealFaces();
        using var photo = faces.Photo();
        var daylight = faces.Measure(photo);

        using var dark = PhotoEffects.Darken(photo, 0.25f);
        var night = faces.Measure(dark);

        night.Brightness.ShouldBe(daylight.Brightness * 0.25f, 0.02f);
        night.Contrast.ShouldBe(daylight.Contrast * 0.25f, 0.02f);
    }

    [Fact]
    public void A_face_of_few_pixels_counts_as_blurred()
    {
        using var faces = new RealFaces();
        using var photo = faces.Photo();
        var large = faces.Measure(photo);

        using var small = PhotoEffects.Reduce(photo, 5);
        var poor = faces.Measure(small);

        poor.FaceSize.ShouldBe(large.FaceSize / 5, large.FaceSize / 50);
        poor.InterEyeDistance.ShouldBe(large.InterEyeDistance / 5, large.InterEyeDistance / 50);
        poor.InterEyeDistance.ShouldBeLessThan(35);
        poor.Sharpness.ShouldBeLessThan(large.Sharpness / 2);
        poor.Brightness.ShouldBe(large.Brightness, 0.03f);
    }

    [Fact]
    public void Roll_is_the_angle_by_which_the_picture_was_turned()
    {
        using var faces = new RealFaces();
        using var photo = faces.Photo();
        var upright = faces.Measure(photo);

        using var turned = PhotoEffects.Turn(photo, degrees: 20);
        var leaning = faces.Measure(turned);

        (leaning.Roll - upright.Roll).ShouldBe(20 * MathF.PI / 180, 0.06f);
    }

    [Fact]
    public void What_lies_beyond_the_edge_of_the_picture_does_not_count()
    {
        // The left half of the template's square hangs out of a plain picture: its edge must not look like detail, nor like darkness.
        using var plain = Plain(level: 200);
        var landmarks = SquareFace(side: 112, shift: -56);

        var quality = _meter.Measure(plain, default, landmarks)!;

        quality.Sharpness.ShouldBe(0, 1e-3f);
        quality.Contrast.ShouldBe(0, 1e-3f);
        quality.Brightness.ShouldBe(200 / 255f, 1e-4f);
    }

    [Fact]
    public void Sharpness_of_stripes_is_the_variance_in_closed_form()
    {
        // Columns of 100 and 140 in turn: the Laplacian is ±80, so its variance is 6400; the deviation of the levels is 20.
        using var stripes = Picture(static (x, _) => (byte)(x % 2 == 0 ? 100 : 140));

        var quality = _meter.Measure(stripes, default, SquareFace(side: 112, shift: 0))!;

        quality.Sharpness.ShouldBe(6400, 1);
        quality.Contrast.ShouldBe(20 / 255f, 1e-3f);
        quality.Brightness.ShouldBe(120 / 255f, 1e-3f);
    }

    [Fact]
    public void Landmarks_that_make_no_face_in_the_picture_give_nothing()
    {
        using var plain = Plain(level: 90);

        _meter.Measure(plain, default, new Keypoint[FaceLandmarks68.Count]).ShouldBeNull();
        _meter.Measure(plain, default, SquareFace(side: 112, shift: 5000)).ShouldBeNull();
        Should.Throw<ArgumentException>(() => _meter.Measure(plain, default, new Keypoint[7]));
    }

    private DecodedImage Plain(byte level) => Picture((_, _) => level);

    private DecodedImage Picture(Func<int, int, byte> level)
    {
        var pixels = new byte[112 * 112];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = level(i % 112, i / 112);
        }

        return _decoder.Decode(ImageSource.FromPixels(pixels, 112, 112, PixelFormat.Gray8));
    }

    /// <summary>Landmarks whose five points lie on the template of a square, moved sideways: the chip is that square.</summary>
    private static Keypoint[] SquareFace(float side, float shift)
    {
        // Deng et al., CVPR 2019, as in the product.
        var landmarks = new Keypoint[FaceLandmarks68.Count];
        landmarks.AsSpan(FaceLandmarks68.RightEye).Fill(At(38.2946f, 51.6963f));
        landmarks.AsSpan(FaceLandmarks68.LeftEye).Fill(At(73.5318f, 51.5014f));
        landmarks[FaceLandmarks68.NoseTip] = At(56.0252f, 71.7366f);
        landmarks[FaceLandmarks68.RightMouthCorner] = At(41.5493f, 92.3655f);
        landmarks[FaceLandmarks68.LeftMouthCorner] = At(70.7299f, 92.2041f);
        return landmarks;

        Keypoint At(float x, float y) => new((x * side / 112) + shift, y * side / 112);
    }
}
