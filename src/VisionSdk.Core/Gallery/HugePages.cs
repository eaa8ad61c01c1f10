using System.Runtime.InteropServices;

namespace VisionSdk;

/// <summary>Asks Linux to back large memory by pages of 2 MiB, which many systems do only on request.</summary>
/// <remarks>
/// Memory that is new costs one interruption for each of its pages, and a scan one address translation for each: with pages of 4 KiB the
/// gallery's 51 MB for 100,000 rows of 128 values cost 12,500 of both. It is a request: where it is refused, or unknown, all works as before.
/// </remarks>
internal static unsafe partial class HugePages
{
    /// <summary>The size of such a page in bytes, to which the memory should be aligned.</summary>
    public const uint Size = 2 * 1024 * 1024;

    // MADV_HUGEPAGE of madvise(2).
    private const int Advice = 14;

    private static volatile bool _isUnknown = !OperatingSystem.IsLinux();

    /// <summary>Asks for the part of a piece of memory that is whole pages. Call it before the memory is first touched.</summary>
    public static void Request(byte* start, nuint length)
    {
        if (_isUnknown)
        {
            return;
        }

        try
        {
            _ = Advise(start, length & ~((nuint)Size - 1), Advice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            _isUnknown = true;
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(byte* start, nuint length, int advice);
}
