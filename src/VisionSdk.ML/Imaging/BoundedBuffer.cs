using System.Buffers;

namespace VisionSdk.ML;

/// <summary>Collects a stream of unknown length in an array of the shared pool, and stops at a limit.</summary>
internal sealed class BoundedBuffer : IDisposable
{
    // Most uploads are larger; the array doubles from here when the length is unknown.
    private const int UnknownLengthGuess = 256 << 10;

    private readonly ImageSource _source;
    private readonly int _mostBytes;
    private byte[]? _array;
    private int _length;

    /// <summary>Prepares for a stream.</summary>
    /// <param name="source">What is read, for messages.</param>
    /// <param name="expectedBytes">What is left of the stream, or 0 when that is not known.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <exception cref="ImageDecodeException">The stream is known to exceed the limit.</exception>
    public BoundedBuffer(ImageSource source, long expectedBytes, long maxBytes)
    {
        _source = source;
        _mostBytes = (int)Math.Min(maxBytes, Array.MaxLength - 1);
        ThrowIfTooLong(expectedBytes);
        // One byte more than expected, so that the end is seen without growing.
        _array = ArrayPool<byte>.Shared.Rent((int)(expectedBytes > 0 ? expectedBytes + 1 : UnknownLengthGuess));
    }

    /// <summary>Where the next bytes go: never empty, and never further than one byte past the limit, which shows the excess.</summary>
    public Memory<byte> Space
    {
        get
        {
            if (_length == _array!.Length)
            {
                Grow();
            }

            return _array.AsMemory(_length, Math.Min(_array.Length, _mostBytes + 1) - _length);
        }
    }

    public void Advance(int count)
    {
        _length += count;
        ThrowIfTooLong(_length);
    }

    /// <summary>Hands the bytes over; disposing the result returns the array.</summary>
    public PinnedBytes Detach()
    {
        var bytes = new PinnedBytes(_array.AsMemory(0, _length), _array);
        _array = null;
        return bytes;
    }

    public void Dispose()
    {
        if (_array is { } array)
        {
            _array = null;
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _array!.Length, _mostBytes + 1L));
        _array.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }

    private void ThrowIfTooLong(long length)
    {
        if (length > _mostBytes)
        {
            throw ImageErrors.TooManyBytes(_source, length, _mostBytes);
        }
    }
}
