namespace VisionSdk.ML;

/// <summary>The good pictures of a batch, decoded, and the rows that they are from.</summary>
internal sealed class DecodedRows : IDisposable
{
    private readonly List<DecodedImage> _images;
    private readonly List<int> _rows;

    private DecodedRows(int capacity)
    {
        _images = new List<DecodedImage>(capacity);
        _rows = new List<int>(capacity);
    }

    public IReadOnlyList<DecodedImage> Images => _images;

    /// <summary>Per image the index of its row.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>Decodes.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="scaleFor">The scale that an open picture is needed at; <see langword="null"/> leaves it out.</param>
    /// <param name="cancellationToken">Checked before each picture.</param>
    public static DecodedRows Decode(
        ReadOnlySpan<PictureRow> rows,
        Func<EncodedImage, PictureRow, float?> scaleFor,
        CancellationToken cancellationToken
    )
    {
        var decoded = new DecodedRows(rows.Length);
        try
        {
            for (var i = 0; i < rows.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (
                    rows[i].Image is { } image
                    && scaleFor(image, rows[i]) is { } scale
                    && rows[i].TryDecode(scale, out var pixels)
                )
                {
                    decoded._images.Add(pixels);
                    decoded._rows.Add(i);
                }
            }

            return decoded;
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var image in _images)
        {
            image.Dispose();
        }
    }
}
