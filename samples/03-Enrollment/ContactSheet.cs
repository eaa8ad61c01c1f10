using SkiaSharp;
using VisionSdk;

namespace Enrollment;

/// <summary>The picture that the sample's people are cut from: rows of eighteen portraits, several of them of the same person.</summary>
internal sealed class ContactSheet : IDisposable
{
    private const int Columns = 18;
    private const int FirstRow = 283;
    private const float RowPitch = 112.4f;

    private readonly SKBitmap _sheet = SKBitmap.Decode(Photo("screenshot-facematch.jpg")).Copy(SKColorType.Rgba8888);

    public static string Photo(string name) => Path.Combine(AppContext.BaseDirectory, "photos", name);

    /// <summary>Cuts a portrait out; rows and portraits count from 1.</summary>
    public ImageSource Portrait(int row, int portrait)
    {
        var left = (portrait - 1) * _sheet.Width / Columns;
        var top = FirstRow + (int)((row - 1) * RowPitch);
        using var tile = new SKBitmap();
        _sheet.ExtractSubset(tile, SKRectI.Create(left, top, width: 104, height: 106));
        using var data = tile.Encode(SKEncodedImageFormat.Png, quality: 100);
        return ImageSource.FromBytes(data.ToArray());
    }

    public void Dispose() => _sheet.Dispose();
}
