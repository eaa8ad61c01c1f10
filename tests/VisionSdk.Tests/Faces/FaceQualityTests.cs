using SkiaSharp;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>The limits of enrolment on portraits, and on copies of them that no reference should be made of.</summary>
public sealed class FaceQualityTests
{
    // Every twentieth portrait: enough for a share of a few percent, and quick.
    private const int Step = 20;

    // A portrait of LFW has its head in the middle, with a radius of this share of the width.
    private const double HeadRadius = 0.22;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Quality_comes_with_landmarks_and_only_when_it_is_asked_for()
    {
        await using var client = VisionClient.Create();
        var photo = ImageSource.FromFile(SamplePhotos.File(6));

        var asked = await client.AnalyzeFacesAsync(photo, new() { Features = FaceFeatures.Quality }, Token);
        var other = await client.AnalyzeFacesAsync(photo, new() { Features = FaceFeatures.Landmarks }, Token);

        asked
            .Provenance.Models.Select(static model => model.Slot)
            .ShouldBe([VisionSlots.FaceDetector, VisionSlots.FaceLandmarks]);
        asked.Faces.ShouldAllBe(static face => face.Quality != null);
        asked.Faces[0].Quality!.FaceSize.ShouldBe(MathF.Min(asked.Faces[0].Box.Width, asked.Faces[0].Box.Height));
        other.Faces.ShouldAllBe(static face => face.Quality == null);
    }

    [Fact]
    public async Task Portraits_pass_the_limits_of_enrolment() =>
        (await ShareWithinLimitsAsync(null)).ShouldBeGreaterThan(0.95);

    [Fact]
    public async Task Blurred_portraits_do_not() =>
        (await ShareWithinLimitsAsync(static photo => PhotoEffects.Blur(photo, 3))).ShouldBe(0);

    [Fact]
    public async Task Dark_portraits_do_not() =>
        (await ShareWithinLimitsAsync(static photo => PhotoEffects.Darken(photo, 0.15f))).ShouldBe(0);

    [Fact]
    public async Task Most_heads_that_are_turned_away_do_not() =>
        (
            await ShareWithinLimitsAsync(static photo =>
                PhotoEffects.TurnHead(photo, 60, photo.Width / 2.0, photo.Width * HeadRadius)
            )
        ).ShouldBeLessThan(0.4);

    private static async Task<double> ShareWithinLimitsAsync(Func<SKBitmap, SKBitmap>? alter)
    {
        var folder = TestData.Find("lfw-devtest", "images");
        Assert.SkipWhen(folder is null, TestData.Missing);
        string[] files =
        [
            .. Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Order().Where((_, i) => i % Step == 0),
        ];
        await using var client = VisionClient.Create();
        var within = 0;
        foreach (var file in files)
        {
            using var photo = SKBitmap.Decode(file).Copy(SKColorType.Rgba8888);
            using var altered = alter?.Invoke(photo);
            var source = altered ?? photo;
            var result = await client.AnalyzeFacesAsync(
                ImageSource.FromPixels(source.Bytes, source.Width, source.Height, PixelFormat.Rgba32, source.RowBytes),
                new AnalyzeFacesOptions { Features = FaceFeatures.Quality, MaxFaces = 1 },
                Token
            );
            within += result.Faces.FirstOrDefault()?.Quality is { } quality && IsWithinLimits(quality) ? 1 : 0;
        }

        return (double)within / files.Length;
    }

    private static bool IsWithinLimits(FaceQuality quality) =>
        quality.Sharpness >= EnrolmentGuardDefaults.MinSharpness
        && quality.Brightness is >= EnrolmentGuardDefaults.MinBrightness and <= EnrolmentGuardDefaults.MaxBrightness
        && MathF.Abs(quality.Yaw) <= EnrolmentGuardDefaults.MaxYaw
        && quality.EyeSpacing >= EnrolmentGuardDefaults.MinEyeSpacing
        && MathF.Abs(quality.Pitch) <= EnrolmentGuardDefaults.MaxPitch
        && MathF.Abs(quality.Roll) <= EnrolmentGuardDefaults.MaxRoll
        && quality.FaceSize >= EnrolmentGuardDefaults.MinFaceSize;
}
