using System.Diagnostics.CodeAnalysis;

namespace VisionSdk;

/// <summary>A picture to look at: encoded bytes, a stream, a file, or raw pixels. Nothing is read or decoded until it is used.</summary>
/// <remarks>
/// Immutable and safe to share between threads, except that a stream is read once, by the first use. The caller keeps ownership of
/// arrays and streams and must not change them until the call that uses the source has completed.
/// </remarks>
public sealed class ImageSource
{
    private ImageSource() { }

    /// <summary>Encoded bytes (JPEG, PNG, WebP, GIF, BMP), or <see langword="null"/> for another kind of source.</summary>
    public ReadOnlyMemory<byte>? Encoded { get; private init; }

    /// <summary>The file's path, or <see langword="null"/>.</summary>
    public string? Path { get; private init; }

    /// <summary>The stream, or <see langword="null"/>.</summary>
    public Stream? Stream { get; private init; }

    /// <summary>The raw pixels, or <see langword="null"/>.</summary>
    public RawPixels? Pixels { get; private init; }

    /// <summary>Uses encoded bytes.</summary>
    /// <param name="encoded">A whole encoded image.</param>
    /// <returns>The source.</returns>
    public static ImageSource FromBytes(ReadOnlyMemory<byte> encoded) => new() { Encoded = encoded };

    /// <summary>Uses a file, which is opened when the source is used.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static ImageSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ImageSource { Path = path };
    }

    /// <summary>Uses a stream, which is read from its position to its end when the source is used, and left open.</summary>
    /// <param name="stream">A readable stream.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be read.</exception>
    public static ImageSource FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanRead
            ? new ImageSource { Stream = stream }
            : throw new ArgumentException("The stream cannot be read.", nameof(stream));
    }

    /// <summary>Uses pixels that are already decoded and upright.</summary>
    /// <param name="pixels">Rows from top to bottom.</param>
    /// <param name="width">Width, in pixels.</param>
    /// <param name="height">Height, in pixels.</param>
    /// <param name="format">Layout of a pixel.</param>
    /// <param name="stride">Bytes from one row to the next; 0 means rows without padding.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the stride is shorter than a row.</exception>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is shorter than the rows need.</exception>
    public static ImageSource FromPixels(
        ReadOnlyMemory<byte> pixels,
        int width,
        int height,
        PixelFormat format,
        int stride = 0
    ) => new() { Pixels = RawPixels.Create(pixels, width, height, format, stride) };

    /// <summary>Uses encoded bytes.</summary>
    /// <param name="encoded">A whole encoded image.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "FromBytes is the named form.")]
    public static implicit operator ImageSource(byte[] encoded) => FromBytes(encoded);

    /// <summary>What to call the picture in messages: its file name, or its kind. Never its content.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() =>
        Path is not null ? System.IO.Path.GetFileName(Path)
        : Stream is not null ? "image stream"
        : Pixels is { } pixels ? $"{pixels.Width}x{pixels.Height} {pixels.Format} pixels"
        : $"{Encoded.GetValueOrDefault().Length} encoded bytes";
}
