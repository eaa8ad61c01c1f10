using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace VisionSdk.ML;

/// <summary>Encoded bytes at a fixed address while the codec reads them: the caller's memory, or an array of the shared pool.</summary>
/// <remarks>A safe handle, so that a picture that was never disposed does not pin its bytes for ever.</remarks>
internal sealed class PinnedBytes : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly byte[]? _rented;
    private MemoryHandle _pin;

    public unsafe PinnedBytes(ReadOnlyMemory<byte> bytes, byte[]? rented = null)
        : base(ownsHandle: true)
    {
        Bytes = bytes;
        _rented = rented;
        _pin = bytes.Pin();
        SetHandle((nint)_pin.Pointer);
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public nint Address => handle;

    protected override bool ReleaseHandle()
    {
        _pin.Dispose();
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        return true;
    }
}
