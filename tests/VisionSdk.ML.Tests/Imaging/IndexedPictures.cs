using System.Buffers.Binary;

namespace VisionSdk.ML.Tests;

/// <summary>Writers of the two formats that the codec library reads and does not write.</summary>
internal static class IndexedPictures
{
    private const int Colors = 128;
    private const byte ClearCode = 128;
    private const byte EndCode = 129;

    // After a clear code the decoder's table grows by one entry per code; codes stay at 8 bits while it has fewer than 256.
    private const int CodesPerTable = 100;

    /// <summary>A GIF 89a of 128 grey levels whose codes are all literals: valid LZW that compresses nothing.</summary>
    public static byte[] Gif(int width, int height, Func<int, int, byte> level)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        WriteSize(file, width, height);
        file.Write([0xF6, 0, 0]);
        for (var i = 0; i < Colors; i++)
        {
            file.Write([(byte)(2 * i), (byte)(2 * i), (byte)(2 * i)]);
        }

        file.Write([0x2C, 0, 0, 0, 0]);
        WriteSize(file, width, height);
        file.Write([0, 7]);
        var codes = new List<byte>();
        for (var i = 0; i < width * height; i++)
        {
            if (i % CodesPerTable == 0)
            {
                codes.Add(ClearCode);
            }

            codes.Add((byte)(level(i % width, i / width) / 2));
        }

        codes.Add(EndCode);
        foreach (var block in codes.Chunk(255))
        {
            file.WriteByte((byte)block.Length);
            file.Write(block);
        }

        file.Write([0, 0x3B]);
        return file.ToArray();
    }

    /// <summary>A BMP of 24 bits per pixel, rows from the bottom up.</summary>
    public static byte[] Bmp(byte[] rgba, int width, int height)
    {
        const int HeaderBytes = 54;
        var stride = ((3 * width) + 3) / 4 * 4;
        var file = new byte[HeaderBytes + (stride * height)];
        "BM"u8.CopyTo(file);
        int[] fields = [file.Length, 0, HeaderBytes, 40, width, height, 1 | (24 << 16), 0, stride * height];
        for (var i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2 + (4 * i)), fields[i]);
        }

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = rgba.AsSpan(4 * (((height - 1 - y) * width) + x), 3);
                pixel.CopyTo(file.AsSpan(HeaderBytes + (y * stride) + (3 * x)));
                file.AsSpan(HeaderBytes + (y * stride) + (3 * x), 3).Reverse();
            }
        }

        return file;
    }

    private static void WriteSize(Stream file, int width, int height)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(size[2..], (ushort)height);
        file.Write(size);
    }
}
