using Microsoft.ML.Data;
using SkiaSharp;

namespace MlNetPipeline;

/// <summary>A row with an encoded portrait: a tile of a contact sheet whose first row shows one man, and the others mostly other people.</summary>
internal sealed class Portrait
{
    private const int Columns = 18;
    private const float Pitch = 1920f / Columns;

    public string Name { get; set; } = "";

    public byte[] Image { get; set; } = [];

    public bool IsHim { get; set; }

    /// <summary>The first row, and the last three, which show nobody who looks like him.</summary>
    public static IReadOnlyList<Portrait> All()
    {
        using var sheet = SKBitmap.Decode(Path.Combine(Photo.Folder, "screenshot-facematch.jpg"));
        var portraits = new List<Portrait>();
        foreach (var row in new[] { 0, 3, 4, 5 })
        {
            for (var column = 0; column < Columns; column++)
            {
                portraits.Add(Cut(sheet, row, column));
            }
        }

        return portraits;
    }

    private static Portrait Cut(SKBitmap sheet, int row, int column)
    {
        using var tile = new SKBitmap();
        sheet.ExtractSubset(tile, SKRectI.Create((int)(column * Pitch), 283 + (int)(row * 112.4f), 104, 106));
        using var encoded = tile.Encode(SKEncodedImageFormat.Png, quality: 100);
        return new Portrait
        {
            Name = $"row {row + 1}, portrait {column + 1}",
            Image = encoded.ToArray(),
            IsHim = row == 0,
        };
    }
}

/// <summary>What the trained pipeline says.</summary>
internal sealed class Answer
{
    [ColumnName("PredictedLabel")]
    public bool IsHim { get; set; }

    public float Probability { get; set; }
}
