namespace VisionSdk.TestUtilities;

/// <summary>Finds the evaluation data, which lies outside the repository.</summary>
public static class TestData
{
    /// <summary>The folder that <c>VISIONSDK_DATA</c> names, or <c>shared/data</c> beside a parent of the test's folder; null when there is none.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>A file or folder of the evaluation data.</summary>
    /// <param name="parts">Path below the data folder, such as <c>"lfw-devtest", "images"</c>.</param>
    /// <returns>The full path, or null when it is absent: skip the test with <c>Assert.SkipWhen(path is null, TestData.Missing)</c>.</returns>
    public static string? Find(params ReadOnlySpan<string> parts)
    {
        if (Root is null)
        {
            return null;
        }

        var path = Path.Combine([Root, .. parts]);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>Why a test that needs the data was skipped.</summary>
    public const string Missing = "The evaluation data is absent: set VISIONSDK_DATA to its folder.";

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("VISIONSDK_DATA") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
