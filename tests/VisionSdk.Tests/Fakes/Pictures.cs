using System.Buffers.Binary;

namespace VisionSdk.Tests;

/// <summary>Pictures that cost nothing.</summary>
internal static class Pictures
{
    /// <summary>A grey picture; its size is what fakes tell pictures apart by.</summary>
    public static ImageSource Sized(int width, int height) =>
        ImageSource.FromPixels(new byte[width * height], width, height, PixelFormat.Gray8);

    /// <summary>A black picture as an encoded file: BMP, 24 bits a pixel, rows of whole words.</summary>
    public static byte[] Bitmap(int width, int height)
    {
        const int Header = 54;
        var row = ((width * 3) + 3) / 4 * 4;
        var bytes = new byte[Header + (row * height)];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(28), 24);
        return bytes;
    }

    /// <summary>Bytes that are no picture.</summary>
    public static ImageSource Damaged() => ImageSource.FromBytes("not a picture"u8.ToArray());
}
