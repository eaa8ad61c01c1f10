using System.Globalization;

namespace VisionSdk.Cli;

/// <summary>Labels in YOLO text form: beside each picture <c>name.txt</c> with lines <c>class cx cy width height</c>, as shares of the picture.</summary>
internal static class YoloLabelFolder
{
    private const int FieldCount = 5;

    /// <summary>Every picture below a folder, with its labels; a picture without a label file has no objects.</summary>
    /// <exception cref="InputFileException">There are no pictures, no label belongs to one of them, or a line does not read.</exception>
    public static IReadOnlyList<LabelledPicture> Read(string imageFolder, string labelFolder)
    {
        InputFiles.RequireFolder(labelFolder);
        var pictures = new List<LabelledPicture>();
        var labelled = 0;
        foreach (var file in InputFiles.Pictures(InputFiles.RequireFolder(imageFolder)))
        {
            var labels = Path.Combine(
                labelFolder,
                Path.ChangeExtension(Path.GetRelativePath(imageFolder, file), ".txt")
            );
            IReadOnlyList<(int ClassId, BoundingBox Share)> shares = [];
            if (File.Exists(labels))
            {
                labelled++;
                shares = ReadLabels(labels);
            }

            pictures.Add(new LabelledPicture(file, DisplaySize: null, size => [.. shares.Select(Place(size))]));
        }

        return labelled > 0
            ? pictures
            : throw new InputFileException(
                $"Of the {pictures.Count} pictures below '{imageFolder}' none has a label file in '{labelFolder}'. "
                    + "--images is the folder of the pictures themselves; label files bear their names, with .txt."
            );
    }

    private static Func<(int ClassId, BoundingBox Share), GroundTruthBox> Place(ImageSize size) =>
        label => new GroundTruthBox(
            new BoundingBox(
                label.Share.X * size.Width,
                label.Share.Y * size.Height,
                label.Share.Width * size.Width,
                label.Share.Height * size.Height
            ),
            label.ClassId
        );

    private static List<(int ClassId, BoundingBox Share)> ReadLabels(string path)
    {
        var labels = new List<(int, BoundingBox)>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0)
            {
                continue;
            }

            labels.Add(
                TryParse(fields, out var label)
                    ? label
                    : throw new InputFileException(
                        $"'{path}' line {number}: '{line}' is not a label; expected 'class cx cy width height' with shares of the picture."
                    )
            );
        }

        return labels;
    }

    private static bool TryParse(string[] fields, out (int ClassId, BoundingBox Share) label)
    {
        label = default;
        Span<float> values = stackalloc float[FieldCount - 1];
        if (fields.Length < FieldCount || !int.TryParse(fields[0], CultureInfo.InvariantCulture, out var classId))
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (
                !float.TryParse(fields[i + 1], CultureInfo.InvariantCulture, out values[i])
                || !float.IsFinite(values[i])
            )
            {
                return false;
            }
        }

        label = (classId, BoundingBox.FromCenter(values[0], values[1], values[2], values[3]));
        return classId >= 0;
    }
}
