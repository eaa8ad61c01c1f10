namespace VisionSdk.TestUtilities;

/// <summary>A folder of one test, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Full path of the folder.</summary>
    public string FullName { get; } = Directory.CreateTempSubdirectory("visionsdk-").FullName;

    /// <summary>A path inside.</summary>
    public string At(params ReadOnlySpan<string> parts) => Path.Combine([FullName, .. parts]);

    /// <summary>Writes a text file inside and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
