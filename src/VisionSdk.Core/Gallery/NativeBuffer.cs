using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>Memory outside the managed heap, aligned to cache lines, and to huge pages where it is large. It is cleared before it goes back: it holds biometric data.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const int Alignment = 64;

    private readonly nuint _length;

    /// <param name="length">Length in bytes; the memory is not cleared.</param>
    public NativeBuffer(nuint length)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        _length = length;
        var isLarge = length >= HugePages.Size;
        SetHandle((nint)NativeMemory.AlignedAlloc(length, isLarge ? HugePages.Size : Alignment));
        if (isLarge)
        {
            HugePages.Request(Pointer, length);
        }
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    public byte* Pointer => (byte*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.Clear((void*)handle, _length);
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
