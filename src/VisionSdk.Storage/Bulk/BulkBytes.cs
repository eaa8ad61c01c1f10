using System.Buffers;

namespace VisionSdk.Storage;

/// <summary>The bytes of a batch in one piece, so that a large enrolment does not keep thousands of small arrays alive.</summary>
internal sealed class BulkBytes
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Adds bytes and returns their place.</summary>
    public Range Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Add(value.Length, out var place));
        return place;
    }

    /// <summary>Adds as many bytes, to be filled before anything else is added.</summary>
    public Span<byte> Add(int length, out Range place)
    {
        var start = _buffer.WrittenCount;
        var added = _buffer.GetSpan(length)[..length];
        _buffer.Advance(length);
        place = start..(start + length);
        return added;
    }

    public ReadOnlySpan<byte> this[Range place] => _buffer.WrittenSpan[place];
}
