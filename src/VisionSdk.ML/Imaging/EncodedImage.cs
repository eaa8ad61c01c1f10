using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SkiaSharp;

namespace VisionSdk.ML;

/// <summary>A picture whose header is read and within the limits, ready to be decoded at the scale that is needed, more than once if need be.</summary>
/// <remarks>
/// Thread-safe; decodes of one picture run one after the other. The memory of <see cref="ImageSource.FromBytes"/> and
/// <see cref="ImageSource.FromPixels"/> stays pinned and must not change until the picture is disposed. Dispose it before its decoder.
/// </remarks>
public sealed class EncodedImage : IDisposable
{
    // libjpeg decodes k/8 of the size by leaving out coefficients: ITU-T T.81 blocks have 8x8.
    private const int JpegScaleSteps = 8;

    private readonly Lock _gate = new();
    private readonly NativeBufferPool _pool;
    private readonly ImageSource _source;
    private readonly bool _allowTruncated;
    private readonly EncodedFormat _format;
    private readonly DisplayOrientation _orientation;
    private readonly ImageSize _storedSize;
    private readonly SKData? _data;
    private readonly SKCodec? _codec;
    private readonly PinnedBytes? _bytes;
    private bool _disposed;

    private EncodedImage(ImageSource source, ImageLimits limits, NativeBufferPool pool, ImageSize storedSize)
    {
        _source = source;
        _pool = pool;
        _allowTruncated = limits.AllowTruncated;
        _storedSize = storedSize;
        SourceSize = storedSize;
    }

    private EncodedImage(
        ImageSource source,
        ImageLimits limits,
        NativeBufferPool pool,
        EncodedFormat format,
        PinnedBytes bytes,
        SKData data,
        SKCodec codec
    )
        : this(source, limits, pool, new ImageSize(codec.Info.Width, codec.Info.Height))
    {
        _format = format;
        _bytes = bytes;
        _data = data;
        _codec = codec;
        _orientation = DisplayOrientation.From(codec.EncodedOrigin);
        SourceSize = _orientation.Display(_storedSize);
    }

    /// <summary>Size of the displayed picture, EXIF orientation applied, in pixels.</summary>
    public ImageSize SourceSize { get; }

    /// <summary>The smallest scale to decode at that loses nothing when the whole picture is fitted to a canvas.</summary>
    /// <param name="canvas">Size of the network's input, in pixels.</param>
    /// <param name="resize">How the picture is fitted.</param>
    /// <returns>A scale in (0, 1], for <see cref="Decode"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side of <paramref name="canvas"/> is not positive.</exception>
    public float ScaleFor(ImageSize canvas, ResizeMode resize = ResizeMode.Letterbox)
    {
        var whole = new BoundingBox(0, 0, SourceSize.Width, SourceSize.Height);
        var placement = Letterbox.Fit(whole, canvas, resize);
        return MathF.Min(MathF.Max(placement.ScaleX, placement.ScaleY), 1);
    }

    /// <summary>SHA-256 of the picture: of its encoded bytes, or of the size, the format and the memory of raw pixels.</summary>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ObjectDisposedException">The picture is disposed.</exception>
    public byte[] ComputeSha256()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes is null ? RawPixelDigest.Compute(_source.Pixels!.Value) : SHA256.HashData(_bytes.Bytes.Span);
        }
    }

    /// <summary>Decodes the picture.</summary>
    /// <param name="minimumScale">
    /// Pixels needed per source pixel, in (0, 1]. A JPEG is decoded at the smallest k/8 that is not below it, other formats at full size.
    /// </param>
    /// <returns>Upright, opaque pixels in sRGB; transparency is laid over black, of an animation the first frame is taken.</returns>
    /// <exception cref="ImageDecodeException">The data are damaged, or end early and <see cref="ImageLimits.AllowTruncated"/> is off.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumScale"/> is not above 0 and at most 1.</exception>
    /// <exception cref="ObjectDisposedException">The picture is disposed.</exception>
    public DecodedImage Decode(float minimumScale = 1)
    {
        if (minimumScale is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(minimumScale), minimumScale, "The scale must be in (0, 1].");
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _codec is null ? DecodePixels() : DecodeEncoded(_codec, minimumScale);
        }
    }

    /// <summary>Releases the bytes. A second call does nothing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _codec?.Dispose();
            _data?.Dispose();
            _bytes?.Dispose();
        }
    }

    internal static EncodedImage FromPixels(
        ImageSource source,
        ImageLimits limits,
        NativeBufferPool pool,
        RawPixels pixels
    )
    {
        var size = new ImageSize(pixels.Width, pixels.Height);
        ThrowIfTooLarge(source, size, limits);
        return new EncodedImage(source, limits, pool, size);
    }

    /// <summary>Reads the header, and takes the bytes over.</summary>
    internal static EncodedImage FromBytes(
        ImageSource source,
        ImageLimits limits,
        NativeBufferPool pool,
        PinnedBytes bytes
    )
    {
        SKData? data = null;
        SKCodec? codec = null;
        try
        {
            var format = SniffOrThrow(source, bytes.Bytes.Span);
            data = SKData.Create(bytes.Address, bytes.Bytes.Length);
            codec = SKCodec.Create(data) ?? throw ImageErrors.Undecodable(source, "its header is damaged");
            ThrowIfTooLarge(source, new ImageSize(codec.Info.Width, codec.Info.Height), limits);
            return new EncodedImage(source, limits, pool, format, bytes, data, codec);
        }
        catch
        {
            codec?.Dispose();
            data?.Dispose();
            bytes.Dispose();
            throw;
        }
    }

    private static EncodedFormat SniffOrThrow(ImageSource source, ReadOnlySpan<byte> encoded) =>
        EncodedFormatSniffer.Sniff(encoded) is var format and not EncodedFormat.Unknown
            ? format
            : throw ImageErrors.Undecodable(
                source,
                encoded.IsEmpty ? "it is empty" : "its first bytes are of no known format"
            );

    private static void ThrowIfTooLarge(ImageSource source, ImageSize size, ImageLimits limits)
    {
        // A span of bytes cannot hold more than this many pixels, whatever the limits say.
        const long MostPixels = int.MaxValue / DecodedImage.BytesPerPixel;
        if (
            size.PixelCount > Math.Min(limits.MaxPixels, MostPixels)
            || Math.Max(size.Width, size.Height) > limits.MaxSide
        )
        {
            throw ImageErrors.TooManyPixels(source, size, limits);
        }
    }

    private DecodedImage DecodePixels()
    {
        var buffer = RentFor(SourceSize);
        RawPixelConverter.Convert(_source.Pixels!.Value, PixelsOf(buffer, SourceSize));
        return new DecodedImage(_pool, buffer, SourceSize, SourceSize, new Letterbox(1, 1, 0, 0));
    }

    private DecodedImage DecodeEncoded(SKCodec codec, float minimumScale)
    {
        var stored = _storedSize;
        var scale = 1f;
        if (_format == EncodedFormat.Jpeg)
        {
            // The codec itself rounds to the nearest k/8, which may be too small.
            scale = MathF.Ceiling(minimumScale * JpegScaleSteps) / JpegScaleSteps;
            var scaled = codec.GetScaledDimensions(scale);
            stored = new ImageSize(scaled.Width, scaled.Height);
        }

        var buffer = RentFor(stored);
        try
        {
            DecodeStored(codec, stored, buffer);
            var upright = _orientation.Display(stored);
            if (_orientation.Transposes)
            {
                var turned = RentFor(upright);
                _orientation.Transpose(PixelsOf(buffer, stored), PixelsOf(turned, upright), stored);
                _pool.Return(buffer);
                buffer = turned;
            }
            else
            {
                _orientation.Flip(PixelsOf(buffer, stored), stored.Width);
            }

            return new DecodedImage(_pool, buffer, SourceSize, upright, PlacementOf(upright, scale));
        }
        catch
        {
            _pool.Return(buffer);
            throw;
        }
    }

    private void DecodeStored(SKCodec codec, ImageSize stored, NativeBuffer buffer)
    {
        var pixels = PixelsOf(buffer, stored);
        // Reused memory holds somebody else's picture, and a decoder may leave rows untouched that the file does not describe.
        if (_allowTruncated || _format != EncodedFormat.Jpeg)
        {
            pixels.Clear();
        }

        var opaque = codec.Info.AlphaType == SKAlphaType.Opaque;
        var info = new SKImageInfo(
            stored.Width,
            stored.Height,
            SKColorType.Rgba8888,
            opaque ? SKAlphaType.Opaque : SKAlphaType.Premul,
            SKColorSpace.CreateSrgb()
        );
        // The handle of the bytes is a field of this object, which the lock of the caller keeps alive.
        var result = codec.GetPixels(info, buffer.Address, info.RowBytes, SKCodecOptions.Default);
        if (result == SKCodecResult.IncompleteInput ? !_allowTruncated : result != SKCodecResult.Success)
        {
            throw result == SKCodecResult.IncompleteInput
                ? ImageErrors.Truncated(_source)
                : ImageErrors.Undecodable(_source, $"the {_format} decoder reports {result}");
        }

        if (!opaque || result != SKCodecResult.Success)
        {
            RawPixelConverter.MakeOpaque(MemoryMarshal.Cast<byte, uint>(pixels));
        }
    }

    private Letterbox PlacementOf(ImageSize upright, float scale) =>
        new(
            scale,
            scale,
            _orientation.FlipsX ? upright.Width - (SourceSize.Width * scale) : 0,
            _orientation.FlipsY ? upright.Height - (SourceSize.Height * scale) : 0
        );

    private NativeBuffer RentFor(ImageSize size) => _pool.Rent((int)size.PixelCount * DecodedImage.BytesPerPixel);

    private static Span<byte> PixelsOf(NativeBuffer buffer, ImageSize size) =>
        buffer.Span((int)size.PixelCount * DecodedImage.BytesPerPixel);
}
