using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace VisionSdk.ML.Tests;

/// <summary>JPEG and WebP files whose pixels are stored turned, with the EXIF orientation that turns them back.</summary>
internal static class ExifPictures
{
    /// <summary>The orientations of EXIF 2.32 (CIPA DC-008), tag 0x0112.</summary>
    public static IEnumerable<int> Orientations => Enumerable.Range(1, 8);

    /// <summary>Stores a picture so that a reader that obeys the orientation displays it.</summary>
    /// <param name="displayed">The upright picture, four bytes per pixel.</param>
    /// <param name="size">Its size.</param>
    /// <param name="orientation">1 to 8.</param>
    /// <param name="lossless">WebP without loss instead of JPEG of the highest quality without chroma subsampling.</param>
    public static byte[] Encode(ReadOnlySpan<byte> displayed, ImageSize size, int orientation, bool lossless = false)
    {
        var (stored, storedSize) = Store(displayed, size, orientation);
        var exif = Exif(orientation);
        var info = new SKImageInfo(storedSize.Width, storedSize.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(info);
        Marshal.Copy(stored, 0, bitmap.GetPixels(), stored.Length);
        using var pixmap = bitmap.PeekPixels();
        using var data = lossless
            ? pixmap!.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50))
            : pixmap!.Encode(new SKJpegEncoderOptions(100, SKJpegEncoderDownsample.Downsample444, default));
        return lossless ? WithExifChunk(data!.ToArray(), storedSize, exif) : WithExifSegment(data!.ToArray(), exif);
    }

    /// <summary>Inserts an APP1 segment after the start of the image (EXIF 2.32, 4.5.4).</summary>
    public static byte[] WithExifSegment(byte[] jpeg, byte[] exif)
    {
        byte[] content = [.. "Exif\0\0"u8, .. exif];
        byte[] marker = [0xFF, 0xE1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(marker.AsSpan(2), (ushort)(content.Length + 2));
        return [.. jpeg[..2], .. marker, .. content, .. jpeg[2..]];
    }

    /// <summary>A TIFF structure of one directory with one entry: the orientation.</summary>
    public static byte[] Exif(int orientation)
    {
        byte[] exif = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, .. new byte[12], 0, 0, 0, 0];
        var entry = exif.AsSpan(10);
        BinaryPrimitives.WriteUInt16BigEndian(entry, 0x0112);
        BinaryPrimitives.WriteUInt16BigEndian(entry[2..], 3);
        BinaryPrimitives.WriteUInt32BigEndian(entry[4..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(entry[8..], (ushort)orientation);
        return exif;
    }

    // What EXIF says of the stored row 0 and column 0: 1 top left, 2 top right, 3 bottom right, 4 bottom left, 5 left top,
    // 6 right top, 7 right bottom, 8 left bottom. Written pixel by pixel from that table, unlike the code under test.
    private static (byte[] Stored, ImageSize Size) Store(ReadOnlySpan<byte> displayed, ImageSize size, int orientation)
    {
        var stored = orientation >= 5 ? new ImageSize(size.Height, size.Width) : size;
        var pixels = new byte[displayed.Length];
        for (var row = 0; row < stored.Height; row++)
        {
            for (var column = 0; column < stored.Width; column++)
            {
                var (right, bottom) = (size.Width - 1, size.Height - 1);
                var (x, y) = orientation switch
                {
                    1 => (column, row),
                    2 => (right - column, row),
                    3 => (right - column, bottom - row),
                    4 => (column, bottom - row),
                    5 => (row, column),
                    6 => (right - row, column),
                    7 => (right - row, bottom - column),
                    _ => (row, bottom - column),
                };
                displayed
                    .Slice(4 * ((y * size.Width) + x), 4)
                    .CopyTo(pixels.AsSpan(4 * ((row * stored.Width) + column)));
            }
        }

        return (pixels, stored);
    }

    // The extended WebP container: VP8X with the EXIF flag, the picture's own chunk, EXIF (RFC 9649, 2.7).
    private static byte[] WithExifChunk(byte[] webp, ImageSize size, byte[] exif)
    {
        const byte HasExif = 8;
        byte[] header = [HasExif, 0, 0, 0, .. UInt24(size.Width - 1), .. UInt24(size.Height - 1)];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X"u8, header), .. webp[12..], .. Chunk("EXIF"u8, exif)];
        return Chunk("RIFF"u8, body);
    }

    private static byte[] UInt24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. name, .. length, .. content, .. new byte[content.Length % 2]];
    }
}
