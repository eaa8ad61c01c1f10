using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VisionSdk.ML;

/// <summary>A block of native memory on a 64-byte boundary. Freed by its pool, or by the runtime when its holder was never disposed.</summary>
/// <remarks>A span over it does not keep it alive: whoever works on one keeps the holder alive to the end.</remarks>
internal sealed unsafe class NativeBuffer : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>A cache line, and the widest vector register.</summary>
    public const int Alignment = 64;

    public NativeBuffer(int capacity)
        : base(ownsHandle: true)
    {
        Capacity = capacity;
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)capacity, Alignment));
        GC.AddMemoryPressure(capacity);
    }

    public int Capacity { get; }

    public nint Address => handle;

    public Span<byte> Span(int length)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Capacity, nameof(length));
        return new Span<byte>((void*)handle, length);
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(Capacity);
        return true;
    }
}
