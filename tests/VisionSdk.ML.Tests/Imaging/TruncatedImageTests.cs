using SkiaSharp;

namespace VisionSdk.ML.Tests;

public sealed class TruncatedImageTests
{
    private const int Places = 64;
    private const int Width = 200;
    private const int Height = 150;

    private static readonly Dictionary<string, byte[]> Encoded = new(StringComparer.Ordinal)
    {
        ["JPEG"] = TestPictures.EncodeSmooth(Width, Height, SKEncodedImageFormat.Jpeg),
        ["PNG"] = TestPictures.EncodeSmooth(Width, Height, SKEncodedImageFormat.Png),
        ["WebP"] = TestPictures.EncodeSmooth(Width, Height, SKEncodedImageFormat.Webp, 80),
        ["WebP lossless"] = TestPictures.EncodeSmooth(Width, Height, SKEncodedImageFormat.Webp, 100),
        ["GIF"] = IndexedPictures.Gif(Width, Height, static (x, y) => (byte)((x + (2 * y)) % 256)),
        ["BMP"] = IndexedPictures.Bmp(TestPictures.SmoothRgba(Width, Height), Width, Height),
    };

    public static TheoryData<string> Formats => [.. Encoded.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_cut_file_is_refused_unless_only_its_trailer_is_missing(string format)
    {
        using var decoder = new ImageDecoder();
        using var whole = decoder.Decode(Encoded[format]);
        var refused = 0;
        foreach (var part in Cuts(Encoded[format]))
        {
            try
            {
                using var image = decoder.Decode(part);
                image.Pixels.SequenceEqual(whole.Pixels).ShouldBeTrue($"{part.Length} bytes decode to other pixels");
            }
            catch (ImageDecodeException exception)
            {
                exception.Failure.ShouldBeOneOf(ImageDecodeFailure.Truncated, ImageDecodeFailure.Undecodable);
                refused++;
            }
        }

        // The last cut is one byte short, which may be the end marker.
        refused.ShouldBeGreaterThanOrEqualTo(Places - 1);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void With_AllowTruncated_every_file_that_was_cut_in_its_pixels_gives_a_picture(string format)
    {
        using var strict = new ImageDecoder();
        using var lenient = new ImageDecoder(new ImageLimits { AllowTruncated = true });
        var partial = 0;
        foreach (var part in Cuts(Encoded[format]))
        {
            var failure = Failure(strict, part);
            if (failure == ImageDecodeFailure.Truncated)
            {
                using var image = lenient.Decode(part);
                image.SourceSize.ShouldBe(new ImageSize(Width, Height));
                AlphaOf(image).ShouldAllBe(static alpha => alpha == 255);
                partial++;
            }
            else
            {
                Failure(lenient, part).ShouldBe(failure);
            }
        }

        partial.ShouldBeGreaterThan(Places / 2);
    }

    [Fact]
    public void Rows_that_the_file_does_not_describe_do_not_show_another_picture()
    {
        using var lenient = new ImageDecoder(new ImageLimits { AllowTruncated = true });
        var white = Enumerable.Repeat((byte)255, Width * Height * 4).ToArray();
        lenient.Decode(TestPictures.Encode(white, Width, Height, SKEncodedImageFormat.Png)).Dispose();
        foreach (var format in Encoded.Keys)
        {
            // BMP is stored from the bottom up: what is missing is at the top.
            using var image = lenient.Decode(Encoded[format][..(Encoded[format].Length * 6 / 10)]);
            var y = format == "BMP" ? 0 : Height - 1;

            var row = image.Pixels.Slice(y * image.Stride, image.Stride).ToArray();

            // Alpha is 255, and nothing else is: JPEG and WebP may show grey there, but not the white that memory held.
            row.Count(static value => value == 255).ShouldBe(Width, format);
        }
    }

    [Theory]
    [InlineData(0.125f)]
    [InlineData(0.5f)]
    public void A_cut_JPEG_is_refused_at_any_scale(float scale)
    {
        using var decoder = new ImageDecoder();
        var bytes = Encoded["JPEG"];
        using var encoded = decoder.Open(bytes[..(bytes.Length / 2)]);

        var exception = Should.Throw<ImageDecodeException>(() => encoded.Decode(scale));

        exception.Failure.ShouldBe(ImageDecodeFailure.Truncated);
    }

    private static IEnumerable<byte[]> Cuts(byte[] bytes) =>
        Enumerable.Range(0, Places).Select(i => bytes[..(bytes.Length * i / Places)]).Append(bytes[..^1]);

    private static ImageDecodeFailure? Failure(ImageDecoder decoder, byte[] bytes)
    {
        try
        {
            decoder.Decode(bytes).Dispose();
            return null;
        }
        catch (ImageDecodeException exception)
        {
            return exception.Failure;
        }
    }

    private static byte[] AlphaOf(DecodedImage image) =>
        [.. image.Pixels.ToArray().Where(static (_, i) => i % DecodedImage.BytesPerPixel == 3)];
}
