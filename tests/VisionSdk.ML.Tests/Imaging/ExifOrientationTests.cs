using VisionSdk.TestUtilities;

namespace VisionSdk.ML.Tests;

public sealed class ExifOrientationTests
{
    // JPEG at quality 100 without chroma subsampling: rounding of the colour conversion and of the coefficients.
    private const int JpegTolerance = 4;

    public static TheoryData<int> Orientations => [.. ExifPictures.Orientations];

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_lossless_picture_is_displayed_as_it_was_meant(int orientation)
    {
        var size = new ImageSize(97, 61);
        var pixels = TestPictures.SmoothRgba(size.Width, size.Height);
        using var decoder = new ImageDecoder();

        using var image = decoder.Decode(ExifPictures.Encode(pixels, size, orientation, lossless: true));

        image.SourceSize.ShouldBe(size);
        image.Pixels.SequenceEqual(pixels).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_photo_is_displayed_as_it_was_meant(int orientation)
    {
        using var decoder = new ImageDecoder();
        using var photo = decoder.Decode(ImageSource.FromFile(SamplePhotos.File(1)), new ImageSize(480, 320));

        using var image = decoder.Decode(ExifPictures.Encode(photo.Pixels, photo.Size, orientation));

        image.SourceSize.ShouldBe(photo.Size);
        MaxDifference(image.Pixels, photo.Pixels).ShouldBeLessThanOrEqualTo(JpegTolerance);
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_scaled_decode_puts_the_same_picture_on_the_canvas(int orientation)
    {
        // Odd sides: a scaled decode rounds them up, and the part that sticks out moves with the orientation.
        var size = new ImageSize(333, 217);
        var pixels = TestPictures.SmoothRgba(size.Width, size.Height);
        using var decoder = new ImageDecoder();
        using var full = decoder.Decode(ImageSource.FromPixels(pixels, size.Width, size.Height, PixelFormat.Rgba32));
        using var encoded = decoder.Open(ExifPictures.Encode(pixels, size, orientation));
        var canvas = new ImageSize(40, 40);
        var expected = Tensor(full, canvas);
        foreach (var scale in new[] { 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1 })
        {
            using var image = encoded.Decode(scale);

            image.Scale.ShouldBe(scale);
            image.SourceSize.ShouldBe(size);
            // The gradients of the picture are up to 3 levels per pixel of the canvas: a shift by one held pixel would show.
            MaxDifference(Tensor(image, canvas), expected).ShouldBeLessThan(SmoothTolerance, $"scale {scale}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void An_orientation_that_does_not_exist_changes_nothing(int orientation)
    {
        var size = new ImageSize(20, 10);
        var pixels = TestPictures.SmoothRgba(size.Width, size.Height);
        var upright = ExifPictures.Encode(pixels, size, 1);
        var odd = ExifPictures.WithExifSegment(
            [.. upright[..2], .. AfterExif(upright)],
            ExifPictures.Exif(orientation)
        );
        using var decoder = new ImageDecoder();
        using var expected = decoder.Decode(upright);

        using var image = decoder.Decode(odd);

        image.SourceSize.ShouldBe(size);
        image.Pixels.SequenceEqual(expected.Pixels).ShouldBeTrue();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Files_of_other_writers_are_displayed_alike(int orientation)
    {
        var folder = TestData.Find("badimages", "exif");
        Assert.SkipWhen(folder is null, TestData.Missing);
        using var decoder = new ImageDecoder();
        using var expected = decoder.Decode(ImageSource.FromFile(Path.Combine(folder, "recurser_Landscape_1.jpg")));

        using var image = decoder.Decode(
            ImageSource.FromFile(Path.Combine(folder, $"recurser_Landscape_{orientation}.jpg"))
        );

        // The files were compressed one by one, and a number is painted on each: compare means.
        image.SourceSize.ShouldBe(expected.SourceSize);
        MeanDifference(image.Pixels, expected.Pixels).ShouldBeLessThan(4);
    }

    private const float SmoothTolerance = 2.5f;

    private static byte[] AfterExif(byte[] jpeg) => jpeg[(4 + ((jpeg[4] << 8) | jpeg[5]))..];

    private static float[] Tensor(DecodedImage image, ImageSize canvas)
    {
        var input = new ModelInput
        {
            Name = "x",
            Width = canvas.Width,
            Height = canvas.Height,
        };
        var tensor = new float[3 * canvas.PixelCount];
        new ImagePreprocessor(input).Write(image, null, canvas, tensor);
        return tensor;
    }

    private static int MaxDifference(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        actual.Length.ShouldBe(expected.Length);
        var worst = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(actual[i] - expected[i]));
        }

        return worst;
    }

    private static float MaxDifference(float[] actual, float[] expected) =>
        actual.Zip(expected, static (a, b) => MathF.Abs(a - b)).Max();

    private static double MeanDifference(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        var sum = 0L;
        for (var i = 0; i < actual.Length; i++)
        {
            sum += Math.Abs(actual[i] - expected[i]);
        }

        return (double)sum / actual.Length;
    }
}
