namespace VisionSdk.ML;

/// <summary>A picture that is decoded as coarsely as is enough, and again when more detail is needed.</summary>
/// <remarks>For one thread at a time. Does not own the <see cref="EncodedImage"/>, and owns what it decodes.</remarks>
public sealed class ProgressiveImage : IDisposable
{
    private readonly EncodedImage _encoded;
    private DecodedImage? _decoded;
    private bool _disposed;

    /// <summary>Uses a picture; nothing is decoded yet.</summary>
    /// <param name="encoded">The picture, which must stay open as long as this is used.</param>
    public ProgressiveImage(EncodedImage encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        _encoded = encoded;
    }

    /// <summary>Size of the displayed source picture, in pixels.</summary>
    public ImageSize SourceSize => _encoded.SourceSize;

    /// <summary>Held pixels per source pixel; 0 before anything is decoded.</summary>
    public float Scale => _decoded?.Scale ?? 0;

    /// <summary>The picture with at least some detail; decoded again when what is held is coarser.</summary>
    /// <param name="scale">Pixels needed per source pixel, above 0; above 1 there is no more detail than at 1.</param>
    /// <returns>The picture, valid until the next call that needs more detail, and until this is disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not above 0.</exception>
    /// <exception cref="ImageDecodeException">The data are damaged.</exception>
    /// <exception cref="ObjectDisposedException">This is disposed.</exception>
    public DecodedImage AtLeast(float scale)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var needed = MathF.Min(scale, 1);
        if (_decoded is { } held && held.Scale >= needed && needed > 0)
        {
            return held;
        }

        var decoded = _encoded.Decode(needed);
        _decoded?.Dispose();
        return _decoded = decoded;
    }

    /// <summary>Frees the decoded pixels. A second call does nothing.</summary>
    public void Dispose()
    {
        _disposed = true;
        _decoded?.Dispose();
        _decoded = null;
    }
}
