using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VisionSdk.ML;

/// <summary>Brings raw pixels into the one layout that the rest works on: red, green, blue, 255. Alpha is laid over black.</summary>
internal static class RawPixelConverter
{
    public static void Convert(RawPixels source, Span<byte> rgba)
    {
        var rowBytes = source.Width * RawPixels.BytesPerPixel(source.Format);
        var pixels = MemoryMarshal.Cast<byte, uint>(rgba);
        for (var y = 0; y < source.Height; y++)
        {
            var from = source.Memory.Span.Slice((int)((long)y * source.Stride), rowBytes);
            var to = pixels.Slice(y * source.Width, source.Width);
            switch (source.Format)
            {
                case PixelFormat.Rgb24:
                    ConvertTriples(
                        from,
                        to,
                        Vector128.Create((byte)0, 1, 2, 0xFF, 3, 4, 5, 0xFF, 6, 7, 8, 0xFF, 9, 10, 11, 0xFF)
                    );
                    break;
                case PixelFormat.Bgr24:
                    ConvertTriples(
                        from,
                        to,
                        Vector128.Create((byte)2, 1, 0, 0xFF, 5, 4, 3, 0xFF, 8, 7, 6, 0xFF, 11, 10, 9, 0xFF)
                    );
                    break;
                case PixelFormat.Rgba32:
                    MemoryMarshal.Cast<byte, uint>(from).CopyTo(to);
                    LayOverBlack(to);
                    break;
                case PixelFormat.Bgra32:
                    SwapRedAndBlue(MemoryMarshal.Cast<byte, uint>(from), to);
                    LayOverBlack(to);
                    break;
                case PixelFormat.Gray8:
                    for (var x = 0; x < to.Length; x++)
                    {
                        to[x] = Opaque | (from[x] * 0x010101u);
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(source), source.Format, "Unknown pixel format.");
            }
        }
    }

    /// <summary>Sets the alpha of premultiplied pixels to 255, which lays them over black.</summary>
    public static void MakeOpaque(Span<uint> premultiplied) =>
        System.Numerics.Tensors.TensorPrimitives.BitwiseOr(premultiplied, Opaque, premultiplied);

    // Bytes in memory are red, green, blue, alpha on every platform that .NET 10 supports: all are little-endian.
    private const uint Opaque = 0xFF000000;

    private static void ConvertTriples(ReadOnlySpan<byte> from, Span<uint> to, Vector128<byte> order)
    {
        var x = 0;
        // Each step reads 16 bytes and uses 12: it stops while a whole vector is left.
        for (; (3 * x) + Vector128<byte>.Count <= from.Length; x += 4)
        {
            var four = Vector128.Shuffle(Vector128.Create(from[(3 * x)..]), order).AsUInt32();
            (four | Vector128.Create(Opaque)).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
        {
            var triple = from.Slice(3 * x, 3);
            to[x] = Opaque | triple[order[0]] | ((uint)triple[order[1]] << 8) | ((uint)triple[order[2]] << 16);
        }
    }

    private static void SwapRedAndBlue(ReadOnlySpan<uint> from, Span<uint> to)
    {
        for (var x = 0; x < to.Length; x++)
        {
            var pixel = from[x];
            to[x] = (pixel & 0xFF00FF00) | ((pixel & 0xFF) << 16) | ((pixel >> 16) & 0xFF);
        }
    }

    private static void LayOverBlack(Span<uint> straight)
    {
        foreach (ref var pixel in straight)
        {
            var alpha = pixel >> 24;
            if (alpha == 255)
            {
                continue;
            }

            var red = Scale(pixel & 0xFF, alpha);
            var green = Scale((pixel >> 8) & 0xFF, alpha);
            var blue = Scale((pixel >> 16) & 0xFF, alpha);
            pixel = Opaque | red | (green << 8) | (blue << 16);
        }
    }

    private static uint Scale(uint value, uint alpha) => ((value * alpha) + 127) / 255;
}
