using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace VisionSdk.Storage.Tests;

/// <summary>
/// Makes the next commit of a connection report a failure although it has been done: what an error of SQLite's write-ahead-log hook does.
/// </summary>
/// <remarks>https://www.sqlite.org/c3ref/wal_hook.html</remarks>
internal sealed class LostAnswer
{
    private const int IoError = 10;

    // Held, or the collector would take it while SQLite may still call it.
    private readonly Hook _hook;
    private bool _isArmed = true;

    public LostAnswer() => _hook = (_, _, _, _) => Answer();

    private delegate int Hook(nint context, nint database, nint name, int pages);

    public void On(SqliteConnection connection) =>
        sqlite3_wal_hook(connection.Handle!.DangerousGetHandle(), _hook, context: 0);

    private int Answer()
    {
        var code = _isArmed ? IoError : 0;
        _isArmed = false;
        return code;
    }

    [DllImport("e_sqlite3")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint sqlite3_wal_hook(nint database, Hook hook, nint context);
}
