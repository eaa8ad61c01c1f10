namespace VisionSdk.ML;

/// <summary>Upright pixels of a picture, 8 bits each of red, green, blue and an alpha of 255, in pooled native memory.</summary>
/// <remarks>
/// May hold fewer pixels than the source: a JPEG is decoded no larger than asked for. Coordinates of the API are nevertheless pixels of
/// the displayed source; <see cref="Placement"/> maps them to held pixels. Safe to read from several threads; disposing returns the
/// memory to its decoder and must not happen while another thread reads.
/// </remarks>
public sealed class DecodedImage : IDisposable
{
    /// <summary>Bytes of one pixel: red, green, blue, 255.</summary>
    public const int BytesPerPixel = 4;

    private readonly NativeBufferPool _pool;
    private NativeBuffer? _buffer;

    internal DecodedImage(
        NativeBufferPool pool,
        NativeBuffer buffer,
        ImageSize sourceSize,
        ImageSize size,
        Letterbox placement
    )
    {
        _pool = pool;
        _buffer = buffer;
        SourceSize = sourceSize;
        Size = size;
        Placement = placement;
    }

    /// <summary>Size of the displayed source picture, in pixels: the frame of every coordinate in the API.</summary>
    public ImageSize SourceSize { get; }

    /// <summary>Size of the held picture, in pixels.</summary>
    public ImageSize Size { get; }

    /// <summary>Held pixels per source pixel, in (0, 1]; below 1 the source can be decoded again with more detail.</summary>
    public float Scale => Placement.ScaleX;

    /// <summary>Where the source lies on the held pixels.</summary>
    /// <remarks>
    /// Sides are rounded up by scaled decoding, so the last held row and column may stick out of the source, and of a mirrored or rotated
    /// picture the first: that is the offset, which is below one held pixel.
    /// </remarks>
    public Letterbox Placement { get; }

    /// <summary>Bytes from one row to the next; rows lie without gaps.</summary>
    public int Stride => Size.Width * BytesPerPixel;

    /// <summary>The pixels, row by row from the top: <c>Stride * Size.Height</c> bytes in the order red, green, blue, 255.</summary>
    /// <exception cref="ObjectDisposedException">The image is disposed.</exception>
    /// <remarks>The span is valid while the image is: dispose the image after the last use, as <c>using</c> does.</remarks>
    public ReadOnlySpan<byte> Pixels
    {
        get
        {
            var buffer = _buffer;
            ObjectDisposedException.ThrowIf(buffer is null, this);
            return buffer.Span(Stride * Size.Height);
        }
    }

    /// <summary>Returns the memory to the decoder. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            _pool.Return(buffer);
        }
    }
}
