using System.Runtime.InteropServices;

namespace VisionSdk.ML;

/// <summary>A block of native floats at a 64-byte boundary, outside the garbage collector: tensors live here between runs.</summary>
internal sealed unsafe class NativeFloats : SafeHandle
{
    private const int Alignment = 64;

    public NativeFloats(long length)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        Length = length;
        // An empty tensor still needs an address.
        SetHandle((IntPtr)NativeMemory.AlignedAlloc(checked((nuint)Math.Max(length, 1) * sizeof(float)), Alignment));
    }

    public long Length { get; }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public IntPtr Address => handle;

    public Span<float> Slice(long start, int length)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length, nameof(length));
        return new Span<float>((float*)handle + start, length);
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
