using SkiaSharp;

namespace VisionSdk.Benchmarks;

/// <summary>JPEG files of given sizes, made from a sample photograph, in a temporary folder.</summary>
internal static class Photographs
{
    private const int Quality = 90;

    /// <summary>The photograph at a size.</summary>
    /// <param name="megapixels">Its size, in millions of pixels.</param>
    /// <returns>Path of the JPEG file.</returns>
    public static string Jpeg(double megapixels)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "visionsdk-benchmarks")).FullName;
        var path = Path.Combine(folder, $"{megapixels:0.0}-megapixels.jpg");
        using var photo = SKBitmap.Decode(Path.Combine(AppContext.BaseDirectory, "photos", "sample6.jpg"));
        var scale = Math.Sqrt(megapixels * 1e6 / ((double)photo.Width * photo.Height));
        var info = photo.Info.WithSize((int)(photo.Width * scale), (int)(photo.Height * scale));
        using var resized = photo.Resize(info, new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var data = resized.Encode(SKEncodedImageFormat.Jpeg, Quality);
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }
}
