using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <summary>Labels in YOLO text form: for each picture <c>name.txt</c> with lines <c>class cx cy width height</c>, as shares of the picture.</summary>
/// <remarks>
/// Further fields of a line are ignored: some tools append a confidence. The form does not tell the size of the picture. It is that of
/// Darknet (Redmon, https://pjreddie.com/darknet/yolo/).
/// </remarks>
public static class YoloLabels
{
    private const int FieldCount = 5;
    private const string ExpectedLine = "'class cx cy width height', a whole number and shares of the picture";

    /// <summary>Reads every label file below a folder.</summary>
    /// <param name="folder">The folder of the label files, or one that has it as <c>labels</c>.</param>
    /// <param name="split">A folder below, such as <c>train</c>; <see langword="null"/> reads all.</param>
    /// <returns>The labels; the pictures have no size, the classes no names.</returns>
    /// <exception cref="LabelFormatException">There is no such folder or no label file in it, or a line does not read.</exception>
    public static LabelSet ReadFolder(string folder, string? split = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var nested = Path.Combine(folder, "labels");
        var root = Path.Combine(Directory.Exists(nested) ? nested : folder, split ?? "");
        if (!Directory.Exists(root))
        {
            throw new LabelFormatException(root, 0, "a folder of YOLO label files", "no such folder");
        }

        var files = Directory.GetFiles(root, "*.txt", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length == 0
            ? throw new LabelFormatException(root, 0, "YOLO label files (*.txt)", "none")
            : new LabelSet { Images = [.. files.Select(file => Read(root, file))] };
    }

    /// <summary>Reads one label file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its objects in the order of the lines, those without extent included.</returns>
    /// <exception cref="LabelFormatException">The file is missing, or a line does not read.</exception>
    public static ImmutableArray<LabelledBox> ReadFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new LabelFormatException(path, 0, "a YOLO label file", "no such file");
        }

        var boxes = ImmutableArray.CreateBuilder<LabelledBox>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 0)
            {
                boxes.Add(
                    TryParse(fields, out var box)
                        ? box
                        : throw new LabelFormatException(path, number, ExpectedLine, $"'{line}'")
                );
            }
        }

        return boxes.DrainToImmutable();
    }

    private static LabelledImage Read(string root, string file)
    {
        var boxes = ReadFile(file);
        ImmutableArray<LabelledBox> kept = [.. boxes.Where(static box => !box.Share.IsEmpty)];
        return new LabelledImage
        {
            Name = Path.ChangeExtension(Path.GetRelativePath(root, file), null),
            Boxes = kept,
            EmptyBoxes = boxes.Length - kept.Length,
        };
    }

    private static bool TryParse(string[] fields, out LabelledBox box)
    {
        box = default;
        Span<float> values = stackalloc float[FieldCount - 1];
        if (
            fields.Length < FieldCount
            || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var classId)
        )
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

        box = new LabelledBox(BoundingBox.FromCenter(values[0], values[1], values[2], values[3]), classId);
        return values[2] >= 0 && values[3] >= 0;
    }
}
