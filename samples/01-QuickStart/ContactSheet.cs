using SkiaSharp;
using VisionSdk;

namespace QuickStart;

/// <summary>A picture of many portraits, to cut single ones from.</summary>
internal sealed class ContactSheet(string path) : IDisposable
{
    private readonly SKBitmap _sheet = SKBitmap.Decode(path).Copy(SKColorType.Rgba8888);

    public ImageSource Cut(int x, int y, int width, int height)
    {
        using var portrait = new SKBitmap();
        _sheet.ExtractSubset(portrait, SKRectI.Create(x, y, width, height));
        using var data = portrait.Encode(SKEncodedImageFormat.Png, quality: 100);
        return ImageSource.FromBytes(data.ToArray());
    }

    public void Dispose() => _sheet.Dispose();
}
