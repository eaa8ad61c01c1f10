using SkiaSharp;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>Real faces on a photograph that is turned: what is found must turn with it.</summary>
public sealed class TurnedFaceTests
{
    [Theory]
    [InlineData(-40)]
    [InlineData(40)]
    public async Task Landmarks_and_embeddings_turn_with_the_face(float degrees)
    {
        using var upright = SKBitmap.Decode(SamplePhotos.File(6)).Copy(SKColorType.Rgba8888);
        using var turned = Turn(upright, degrees, out var rotation);
        await using var client = VisionClient.Create();
        var options = new AnalyzeFacesOptions { Features = FaceFeatures.Landmarks | FaceFeatures.Embedding };

        var before = await client.AnalyzeFacesAsync(SourceOf(upright), options, TestContext.Current.CancellationToken);
        var after = await client.AnalyzeFacesAsync(SourceOf(turned), options, TestContext.Current.CancellationToken);

        before.Faces.Length.ShouldBe(4);
        foreach (var face in after.Faces)
        {
            // The same face is the one whose nose lies where the turned photograph has it.
            var (twin, error) = before
                .Faces.Select(candidate => (Face: candidate, Error: MeanError(candidate, face, rotation)))
                .MinBy(static pair => pair.Error);
            error.ShouldBeLessThan(0.1f);
            twin.Embedding!.DistanceTo(face.Embedding!, DistanceMetric.Cosine).ShouldBeLessThan(0.03f);
        }

        after.Faces.Length.ShouldBeGreaterThanOrEqualTo(3);
    }

    /// <summary>Mean distance of the landmarks, as a share of the distance between the eyes.</summary>
    private static float MeanError(FaceAnalysis upright, FaceAnalysis turned, SKMatrix rotation)
    {
        var mapped = upright.Landmarks.Select(point => rotation.MapPoint(point.X, point.Y));
        var distance = mapped.Zip(turned.Landmarks, static (a, b) => float.Hypot(a.X - b.X, a.Y - b.Y)).Average();
        return distance / FaceLandmarks68.InterEyeDistance(upright.Landmarks.AsSpan());
    }

    private static SKBitmap Turn(SKBitmap picture, float degrees, out SKMatrix rotation)
    {
        rotation = SKMatrix.CreateRotationDegrees(degrees, picture.Width / 2f, picture.Height / 2f);
        var turned = new SKBitmap(picture.Info);
        using var canvas = new SKCanvas(turned);
        canvas.Clear(SKColors.Black);
        canvas.SetMatrix(rotation);
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKCubicResampler.Mitchell));
        return turned;
    }

    private static ImageSource SourceOf(SKBitmap bitmap) =>
        ImageSource.FromPixels(bitmap.Bytes, bitmap.Width, bitmap.Height, PixelFormat.Rgba32, bitmap.RowBytes);
}
