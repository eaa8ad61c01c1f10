using System.Globalization;
using VisionSdk;

namespace CustomIdentities;

/// <summary>The ORL face database of Olivetti Research Laboratory: forty people with ten grey pictures of 92x112 pixels each.</summary>
internal sealed class OrlFaces(string folder)
{
    public const int People = 40;
    public const int PicturesPerPerson = 10;

    /// <summary>Finds the database in the folder of <c>VISIONSDK_DATA</c>, or in <c>shared/data</c> beside the repository; null when there is none.</summary>
    public static OrlFaces? Find()
    {
        var roots = Environment.GetEnvironmentVariable("VISIONSDK_DATA") is { Length: > 0 } named
            ? [named]
            : Ancestors().Select(static ancestor => Path.Combine(ancestor, "shared", "data"));
        return roots
            .Select(static root => Path.Combine(root, "orl-faces"))
            .Where(Directory.Exists)
            .Select(static folder => new OrlFaces(folder))
            .FirstOrDefault();
    }

    /// <summary>A picture of a person; both count from 1.</summary>
    public ImageSource Picture(int person, int picture) =>
        PortableGrayMap.Read(
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"s{person}/{picture}.pgm"))
        );

    private static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
