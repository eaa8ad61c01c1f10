using SkiaSharp;

namespace VisionSdk.ML.Tests;

public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 8)]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    [InlineData(SKEncodedImageFormat.Webp, 12)]
    public void Decode_gives_back_the_encoded_picture(SKEncodedImageFormat format, int tolerance)
    {
        using var decoder = new ImageDecoder();

        using var image = decoder.Decode(TestPictures.EncodeSmooth(97, 61, format));

        image.SourceSize.ShouldBe(new ImageSize(97, 61));
        image.Size.ShouldBe(new ImageSize(97, 61));
        image.Scale.ShouldBe(1);
        var expected = TestPictures.SmoothRgba(97, 61);
        var worst = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(expected[i] - image.Pixels[i]));
        }

        worst.ShouldBeLessThanOrEqualTo(tolerance);
    }

    [Theory]
    [InlineData(1f, 800)]
    [InlineData(0.501f, 500)]
    [InlineData(0.5f, 400)]
    [InlineData(0.26f, 300)]
    [InlineData(0.125f, 100)]
    [InlineData(0.01f, 100)]
    public void Decode_takes_the_smallest_eighth_that_is_not_below_the_wanted_scale(float scale, int width)
    {
        using var decoder = new ImageDecoder();
        using var encoded = decoder.Open(TestPictures.EncodeSmooth(800, 400, SKEncodedImageFormat.Jpeg));

        using var image = encoded.Decode(scale);

        image.Size.ShouldBe(new ImageSize(width, width / 2));
        image.Scale.ShouldBeGreaterThanOrEqualTo(scale);
    }
}
