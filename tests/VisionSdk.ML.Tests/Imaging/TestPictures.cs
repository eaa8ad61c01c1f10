using System.Runtime.InteropServices;
using SkiaSharp;

namespace VisionSdk.ML.Tests;

/// <summary>Generated pictures; no photograph is needed to test pixels.</summary>
internal static class TestPictures
{
    /// <summary>A smooth picture without symmetry: gradients and waves that differ per channel.</summary>
    public static byte[] SmoothRgba(int width, int height)
    {
        var pixels = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var i = ((y * width) + x) * 4;
                var (u, v) = ((x + 0.5) / width, (y + 0.5) / height);
                pixels[i] = (byte)(20 + (200 * u));
                pixels[i + 1] = (byte)(128 + (100 * Math.Sin(5 * v) * Math.Cos(3 * u)));
                pixels[i + 2] = (byte)(230 - (200 * v));
                pixels[i + 3] = 255;
            }
        }

        return pixels;
    }

    public static ImageSource SmoothSource(int width, int height) =>
        ImageSource.FromPixels(SmoothRgba(width, height), width, height, PixelFormat.Rgba32);

    public static byte[] Encode(byte[] rgba, int width, int height, SKEncodedImageFormat format, int quality = 95)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    public static byte[] EncodeSmooth(int width, int height, SKEncodedImageFormat format, int quality = 95) =>
        Encode(SmoothRgba(width, height), width, height, format, quality);
}
