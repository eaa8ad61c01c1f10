using System.Buffers.Binary;
using SkiaSharp;

namespace VisionSdk.ML.Tests;

/// <summary>Small files that announce huge pictures.</summary>
public sealed class DecompressionBombTests
{
    public static TheoryData<string> Formats => ["JPEG", "PNG", "GIF", "BMP"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_size_in_the_header_is_refused_before_memory_is_taken_for_the_pixels(string format)
    {
        var bomb = Bomb(format, 20_000, 20_000);
        using var decoder = new ImageDecoder();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var exception = Should.Throw<ImageDecodeException>(() => decoder.Open(bomb));

        exception.Failure.ShouldBe(ImageDecodeFailure.TooManyPixels);
        exception.Message.ShouldContain("20000x20000");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        decoder.Pool.IdleBytes.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_long_side_is_refused_though_the_pixels_are_few(string format)
    {
        using var decoder = new ImageDecoder(new ImageLimits { MaxSide = 4000 });

        Should
            .Throw<ImageDecodeException>(() => decoder.Open(Bomb(format, 4001, 1)))
            .Failure.ShouldBe(ImageDecodeFailure.TooManyPixels);
        decoder.Open(Bomb(format, 4000, 1)).Dispose();
    }

    [Fact]
    public void A_picture_within_raised_limits_still_has_to_fit_into_a_span()
    {
        using var decoder = new ImageDecoder(new ImageLimits { MaxPixels = long.MaxValue, MaxSide = int.MaxValue });

        Should
            .Throw<ImageDecodeException>(() => decoder.Open(Bomb("JPEG", 60_000, 60_000)))
            .Failure.ShouldBe(ImageDecodeFailure.TooManyPixels);
    }

    [Fact]
    public void The_limit_of_pixels_holds_for_the_full_picture_although_it_is_decoded_scaled()
    {
        using var decoder = new ImageDecoder(new ImageLimits { MaxPixels = 100 * 99 });
        var jpeg = TestPictures.EncodeSmooth(100, 100, SKEncodedImageFormat.Jpeg);

        Should
            .Throw<ImageDecodeException>(() => decoder.Decode(jpeg, new ImageSize(10, 10)))
            .Failure.ShouldBe(ImageDecodeFailure.TooManyPixels);
    }

    [Fact]
    public void Raw_pixels_have_the_limits_too()
    {
        using var decoder = new ImageDecoder(new ImageLimits { MaxPixels = 99 });

        Should
            .Throw<ImageDecodeException>(() =>
                decoder.Open(ImageSource.FromPixels(new byte[100], 10, 10, PixelFormat.Gray8))
            )
            .Failure.ShouldBe(ImageDecodeFailure.TooManyPixels);
    }

    /// <summary>A valid small file whose header is changed to a size.</summary>
    private static byte[] Bomb(string format, int width, int height)
    {
        switch (format)
        {
            case "JPEG":
                var jpeg = TestPictures.EncodeSmooth(16, 16, SKEncodedImageFormat.Jpeg);
                // Start of frame: marker, length, precision, height, width (ITU-T T.81, B.2.2).
                var frame = jpeg.AsSpan(jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]));
                BinaryPrimitives.WriteUInt16BigEndian(frame[5..], (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(frame[7..], (ushort)width);
                return jpeg;
            case "PNG":
                var png = TestPictures.EncodeSmooth(16, 16, SKEncodedImageFormat.Png);
                // Signature, then length, "IHDR", width, height, five more bytes and a checksum from the type on.
                BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
                BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));
                return png;
            case "GIF":
                var gif = IndexedPictures.Gif(16, 16, static (_, _) => 100);
                BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(6), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(8), (ushort)height);
                return gif;
            default:
                var bmp = IndexedPictures.Bmp(TestPictures.SmoothRgba(16, 16), 16, 16);
                BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), width);
                BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), height);
                return bmp;
        }
    }

    // ISO 3309, as PNG wants it; System.IO.Hashing is a package of its own.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
