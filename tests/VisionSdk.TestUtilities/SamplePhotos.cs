namespace VisionSdk.TestUtilities;

/// <summary>Finds the demonstration photos (people, 1920 pixels wide) of a weight package that building the default models restores.</summary>
public static class SamplePhotos
{
    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>The path of a photo.</summary>
    /// <param name="number">1 to <see cref="Count"/>.</param>
    /// <returns>The full path; the photo is there wherever the default models have been built.</returns>
    /// <exception cref="DirectoryNotFoundException">The weight packages are not restored.</exception>
    public static string Find(int number)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var packages = Path.Combine(folder.FullName, "models", "VisionSdk.Models", "node_modules");
            if (Directory.Exists(packages))
            {
                return Path.Combine(packages, "@vladmandic", "face-api", "demo", $"sample{number}.jpg");
            }
        }

        throw new DirectoryNotFoundException("Build models/VisionSdk.Models first: it restores the weight packages.");
    }
}
