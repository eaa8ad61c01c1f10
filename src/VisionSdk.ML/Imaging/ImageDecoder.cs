using System.Runtime.CompilerServices;

namespace VisionSdk.ML;

/// <summary>Turns image sources into upright pixels, within limits and in reused memory.</summary>
/// <remarks>
/// Thread-safe: use one for the whole process. JPEG, PNG, WebP, GIF and BMP are told by their content; everything else is refused before a
/// parser sees it. Limits are checked on the header. Idle memory is bounded and freed by <see cref="Dispose"/>.
/// </remarks>
public sealed class ImageDecoder : IDisposable
{
    // Room for the working memory of some ten 12-megapixel pictures at half size.
    private const long RetainedBytes = 128L << 20;

    private readonly NativeBufferPool _pool = new(RetainedBytes);
    private volatile bool _disposed;

    /// <summary>Creates a decoder.</summary>
    /// <param name="limits">What a picture may cost; <see langword="null"/> takes <see cref="ImageLimits.Default"/>.</param>
    public ImageDecoder(ImageLimits? limits = null) => Limits = limits ?? ImageLimits.Default;

    /// <summary>What a picture may cost.</summary>
    public ImageLimits Limits { get; }

    internal NativeBufferPool Pool => _pool;

    /// <summary>Reads a picture's bytes and header; pixels are decoded later, at the scale that is needed.</summary>
    /// <param name="source">The picture.</param>
    /// <returns>The picture, to be disposed by the caller.</returns>
    /// <exception cref="ImageDecodeException">The source cannot be read, is no supported image, or exceeds a limit.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    /// <remarks>Blocks on files and streams; see <see cref="OpenAsync"/>.</remarks>
    public EncodedImage Open(ImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (TryOpenMemory(source) is { } image)
        {
            return image;
        }

        return EncodedImage.FromBytes(source, Limits, _pool, Read(source));
    }

    /// <summary>Reads a picture's bytes and header without blocking on the file or stream.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The picture, to be disposed by the caller.</returns>
    /// <exception cref="ImageDecodeException">The source cannot be read, is no supported image, or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<EncodedImage> OpenAsync(ImageSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (TryOpenMemory(source) is { } image)
        {
            return image;
        }

        var bytes = await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        return EncodedImage.FromBytes(source, Limits, _pool, bytes);
    }

    /// <summary>Reads and decodes a picture in one step.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="target">
    /// Canvas that the whole picture will be letterboxed to, in pixels: no more detail than that is decoded. <see langword="null"/> decodes
    /// at full size.
    /// </param>
    /// <returns>Upright pixels, to be disposed by the caller.</returns>
    /// <exception cref="ImageDecodeException">The source cannot be read or decoded, or exceeds a limit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side of <paramref name="target"/> is not positive.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    public DecodedImage Decode(ImageSource source, ImageSize? target = null)
    {
        using var encoded = Open(source);
        return encoded.Decode(target is { } canvas ? encoded.ScaleFor(canvas) : 1);
    }

    /// <summary>Frees idle memory. Pictures that are still open stay valid and free theirs when they are disposed.</summary>
    public void Dispose()
    {
        _disposed = true;
        _pool.Dispose();
    }

    private PinnedBytes Read(ImageSource source)
    {
        try
        {
            using var file = source.Path is { } path ? OpenFile(path, FileOptions.SequentialScan) : null;
            var stream = file ?? source.Stream!;
            using var buffer = BufferFor(source, stream);
            int count;
            while ((count = stream.Read(buffer.Space.Span)) > 0)
            {
                buffer.Advance(count);
            }

            return buffer.Detach();
        }
        catch (Exception exception) when (IsReadFailure(exception))
        {
            throw ImageErrors.Unreadable(source, exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PinnedBytes> ReadAsync(ImageSource source, CancellationToken cancellationToken)
    {
        var file = default(FileStream);
        try
        {
            file = source.Path is { } path
                ? OpenFile(path, FileOptions.SequentialScan | FileOptions.Asynchronous)
                : null;
            var stream = file ?? source.Stream!;
            using var buffer = BufferFor(source, stream);
            int count;
            while ((count = await stream.ReadAsync(buffer.Space, cancellationToken).ConfigureAwait(false)) > 0)
            {
                buffer.Advance(count);
            }

            return buffer.Detach();
        }
        catch (Exception exception) when (IsReadFailure(exception))
        {
            throw ImageErrors.Unreadable(source, exception);
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private EncodedImage? TryOpenMemory(ImageSource source) =>
        source.Encoded is { } encoded ? EncodedImage.FromBytes(source, Limits, _pool, Pin(source, encoded))
        : source.Pixels is { } pixels ? EncodedImage.FromPixels(source, Limits, _pool, pixels)
        : null;

    private PinnedBytes Pin(ImageSource source, ReadOnlyMemory<byte> encoded) =>
        encoded.Length <= Limits.MaxBytes
            ? new PinnedBytes(encoded)
            : throw ImageErrors.TooManyBytes(source, encoded.Length, Limits.MaxBytes);

    // Some files of length 0, such as those of /proc, have content all the same: 0 means unknown.
    private BoundedBuffer BufferFor(ImageSource source, Stream stream) =>
        new(source, stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) : 0, Limits.MaxBytes);

    private static FileStream OpenFile(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, options);

    // Whatever a stream throws: streams of callers decompress, decrypt and download, each with exceptions of its own.
    private static bool IsReadFailure(Exception exception) =>
        exception is not (VisionSdkException or OperationCanceledException or OutOfMemoryException);
}
