using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>The labels that <c>--labels</c> names, with the sizes of their pictures where they are needed.</summary>
internal static class LabelFolder
{
    /// <exception cref="LabelFormatException">The labels do not read.</exception>
    /// <exception cref="InputFileException">A picture that is needed is missing.</exception>
    public static LabelSet Read(string folder, LabelFormat? format, string? split, string? images, ResizeMode resize)
    {
        if ((format ?? Guess(folder)) == LabelFormat.Voc)
        {
            return VocLabels.Read(folder, split);
        }

        var labels = YoloLabels.ReadFolder(folder, split);
        return resize == ResizeMode.Stretch
            ? labels
            : WithSizes(labels, Path.Combine(images ?? PicturesBeside(folder), split ?? ""));
    }

    private static LabelFormat Guess(string folder) =>
        Directory.Exists(Path.Combine(folder, "Annotations")) || Directory.EnumerateFiles(folder, "*.xml").Any()
            ? LabelFormat.Voc
            : LabelFormat.Yolo;

    private static string PicturesBeside(string folder)
    {
        var root = Directory.Exists(Path.Combine(folder, "labels"))
            ? folder
            : Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) ?? folder;
        return Path.Combine(root, "images");
    }

    private static LabelSet WithSizes(LabelSet labels, string images)
    {
        if (!Directory.Exists(images))
        {
            throw new InputFileException(
                $"YOLO labels do not tell the sizes of their pictures, and the folder '{images}' does not exist. Name it with --images, or fit with --resize stretch."
            );
        }

        var pictures = InputFiles
            .Pictures(images)
            .GroupBy(file => Path.ChangeExtension(Path.GetRelativePath(images, file), null), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);
        using var decoder = new ImageDecoder();
        return labels with { Images = [.. labels.Images.Select(WithSize)] };

        LabelledImage WithSize(LabelledImage image)
        {
            var file = pictures.TryGetValue(image.Name, out var found)
                ? found
                : throw new InputFileException(
                    $"The labels '{image.Name}' have no picture below '{images}'. Name its folder with --images, or fit with --resize stretch."
                );
            using var encoded = decoder.Open(ImageSource.FromFile(file));
            return image with { Size = encoded.SourceSize };
        }
    }
}
