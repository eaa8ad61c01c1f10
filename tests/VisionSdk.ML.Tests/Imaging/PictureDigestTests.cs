using System.Security.Cryptography;
using SkiaSharp;

namespace VisionSdk.ML.Tests;

/// <summary>What makes two pictures the same picture.</summary>
public sealed class PictureDigestTests
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(1, 3 * 2 * 3).Select(static i => (byte)i)];

    [Fact]
    public void Padding_behind_rows_does_not_count()
    {
        var padded = new byte[(3 * 3) + 5 + (3 * 3)];
        padded.AsSpan().Fill(0xee);
        Pixels.AsSpan(0, 9).CopyTo(padded);
        Pixels.AsSpan(9).CopyTo(padded.AsSpan(14));

        Digest(ImageSource.FromPixels(padded, 3, 2, PixelFormat.Rgb24, stride: 14))
            .ShouldBe(Digest(ImageSource.FromPixels(Pixels, 3, 2, PixelFormat.Rgb24, stride: 9)));
    }

    [Fact]
    public void Values_shape_and_order_of_colours_count()
    {
        byte[] other = [.. Pixels];
        other[^1]++;

        string[] digests =
        [
            Digest(ImageSource.FromPixels(Pixels, 3, 2, PixelFormat.Rgb24)),
            Digest(ImageSource.FromPixels(other, 3, 2, PixelFormat.Rgb24)),
            Digest(ImageSource.FromPixels(Pixels, 2, 3, PixelFormat.Rgb24)),
            Digest(ImageSource.FromPixels(Pixels, 3, 2, PixelFormat.Bgr24)),
        ];

        digests.ShouldBeUnique();
    }

    [Fact]
    public void A_file_is_named_by_its_bytes()
    {
        var png = TestPictures.EncodeSmooth(8, 8, SKEncodedImageFormat.Png);

        Digest(ImageSource.FromBytes(png)).ShouldBe(Convert.ToHexString(SHA256.HashData(png)));
    }

    private static string Digest(ImageSource source)
    {
        using var decoder = new ImageDecoder();
        using var image = decoder.Open(source);
        return Convert.ToHexString(image.ComputeSha256());
    }
}
