namespace VisionSdk.ML.Tests;

/// <summary>A stream of given bytes with the habits of real ones: no seeking, short reads, wrong lengths, failures.</summary>
internal sealed class TestStream(byte[] bytes) : Stream
{
    private int _position;

    public bool Seeks { get; init; } = true;

    public int MostAtOnce { get; init; } = int.MaxValue;

    public long? ClaimedLength { get; init; }

    public int FailsAfter { get; init; } = int.MaxValue;

    public Exception? Failure { get; init; }

    public int BytesRead => _position;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => Seeks;

    public override bool CanWrite => false;

    public override long Length => Seeks ? ClaimedLength ?? bytes.Length : throw new NotSupportedException();

    public override long Position
    {
        get => Seeks ? _position : throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= FailsAfter)
        {
            throw Failure!;
        }

        var end = Math.Min(bytes.Length, FailsAfter);
        var count = Math.Min(Math.Min(buffer.Length, MostAtOnce), end - _position);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return Read(buffer.Span);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
