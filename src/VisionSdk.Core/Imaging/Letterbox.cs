namespace VisionSdk;

/// <summary>How a source region was placed on a network's input canvas, and the way back.</summary>
/// <param name="ScaleX">Canvas pixels per source pixel, horizontally.</param>
/// <param name="ScaleY">Canvas pixels per source pixel, vertically; equals <paramref name="ScaleX"/> unless the picture was stretched.</param>
/// <param name="OffsetX">Canvas position of the source's left edge (x = 0), in canvas pixels.</param>
/// <param name="OffsetY">Canvas position of the source's top edge (y = 0), in canvas pixels.</param>
public readonly record struct Letterbox(float ScaleX, float ScaleY, float OffsetX, float OffsetY)
{
    /// <summary>Computes the placement of a source region on a canvas.</summary>
    /// <param name="region">The region, in source pixels; it may stick out of the image.</param>
    /// <param name="canvas">Size of the network's input, in pixels.</param>
    /// <param name="resize">Letterbox keeps the aspect and pads; stretch does not; crop keeps the aspect and cuts.</param>
    /// <param name="padding">Where the padding of a letterbox goes.</param>
    /// <returns>The placement.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The region or the canvas is empty.</exception>
    public static Letterbox Fit(
        BoundingBox region,
        ImageSize canvas,
        ResizeMode resize = ResizeMode.Letterbox,
        PaddingPosition padding = PaddingPosition.Center
    )
    {
        if (region.IsEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(region), region, "The region is empty.");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(canvas.Width, nameof(canvas));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(canvas.Height, nameof(canvas));
        var scaleX = canvas.Width / region.Width;
        var scaleY = canvas.Height / region.Height;
        if (resize == ResizeMode.Stretch)
        {
            return new Letterbox(scaleX, scaleY, -region.X * scaleX, -region.Y * scaleY);
        }

        var scale = resize == ResizeMode.Crop ? MathF.Max(scaleX, scaleY) : MathF.Min(scaleX, scaleY);
        var centered = resize == ResizeMode.Crop || padding == PaddingPosition.Center;
        var padX = centered ? (canvas.Width - (region.Width * scale)) / 2 : 0;
        var padY = centered ? (canvas.Height - (region.Height * scale)) / 2 : 0;
        return new Letterbox(scale, scale, padX - (region.X * scale), padY - (region.Y * scale));
    }

    /// <summary>Maps a box from the canvas back to the source.</summary>
    /// <param name="box">A box in canvas pixels.</param>
    /// <returns>The box in source pixels.</returns>
    public BoundingBox ToSource(BoundingBox box) =>
        new((box.X - OffsetX) / ScaleX, (box.Y - OffsetY) / ScaleY, box.Width / ScaleX, box.Height / ScaleY);

    /// <summary>Maps a point from the canvas back to the source.</summary>
    /// <param name="point">A point in canvas pixels.</param>
    /// <returns>The point in source pixels, with the same confidence.</returns>
    public Keypoint ToSource(Keypoint point) =>
        new((point.X - OffsetX) / ScaleX, (point.Y - OffsetY) / ScaleY, point.Confidence);

    /// <summary>Maps a box from the source to the canvas.</summary>
    /// <param name="box">A box in source pixels.</param>
    /// <returns>The box in canvas pixels.</returns>
    public BoundingBox ToCanvas(BoundingBox box) =>
        new((box.X * ScaleX) + OffsetX, (box.Y * ScaleY) + OffsetY, box.Width * ScaleX, box.Height * ScaleY);

    /// <summary>Maps a point from the source to the canvas.</summary>
    /// <param name="point">A point in source pixels.</param>
    /// <returns>The point in canvas pixels, with the same confidence.</returns>
    public Keypoint ToCanvas(Keypoint point) =>
        new((point.X * ScaleX) + OffsetX, (point.Y * ScaleY) + OffsetY, point.Confidence);
}
