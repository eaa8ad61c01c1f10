namespace VisionSdk.TestUtilities;

/// <summary>Six photographs of people that the restored face-api weight package brings along; building VisionSdk.Models restores it.</summary>
public static class SamplePhotos
{
    private static readonly string Folder = FindFolder();

    /// <summary>Path of a photograph.</summary>
    /// <param name="number">1 to 6.</param>
    public static string File(int number) => Path.Combine(Folder, $"sample{number}.jpg");

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(
                folder.FullName,
                "models/VisionSdk.Models/node_modules/@vladmandic/face-api/demo"
            );
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException(
            "The sample photographs are absent. Build models/VisionSdk.Models, which restores them."
        );
    }
}
