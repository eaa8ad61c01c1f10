namespace VisionSdk.ML;

/// <summary>Decodes the pictures of a batch for networks that look at a row's box, or at the whole picture where there is no box column.</summary>
internal sealed class BoxedRows(ModelInput input, bool hasBoxes, Func<BoundingBox, float> scaleFor)
{
    public DecodedRows Decode(ReadOnlySpan<PictureRow> rows, CancellationToken cancellationToken) =>
        DecodedRows.Decode(rows, ScaleFor, cancellationToken);

    /// <summary>The boxes of decoded rows; <see langword="null"/> for a whole picture.</summary>
    public static BoundingBox?[] BoxesOf(ReadOnlySpan<PictureRow> rows, DecodedRows decoded)
    {
        var boxes = new BoundingBox?[decoded.Rows.Count];
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = rows[decoded.Rows[i]].Box;
        }

        return boxes;
    }

    private float? ScaleFor(EncodedImage image, PictureRow row)
    {
        if (!hasBoxes)
        {
            return image.ScaleFor(input.Size, input.Resize);
        }

        if (row.Box is { } box)
        {
            return scaleFor(box);
        }

        row.Status = VisionRowStatus.NoBox;
        return null;
    }
}
