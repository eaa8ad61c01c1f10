namespace VisionSdk.Cli;

/// <summary>Pictures with labels in YOLO text form, see <see cref="YoloLabels"/>.</summary>
internal static class YoloLabelFolder
{
    /// <summary>Every picture below a folder, with its labels; a picture without a label file has no objects.</summary>
    /// <exception cref="InputFileException">There are no pictures, or no label belongs to one of them.</exception>
    /// <exception cref="LabelFormatException">A line does not read.</exception>
    public static IReadOnlyList<LabelledPicture> Read(string imageFolder, string labelFolder)
    {
        InputFiles.RequireFolder(labelFolder);
        var pictures = new List<LabelledPicture>();
        var labelled = 0;
        foreach (var file in InputFiles.Pictures(InputFiles.RequireFolder(imageFolder)))
        {
            var path = Path.Combine(labelFolder, Path.ChangeExtension(Path.GetRelativePath(imageFolder, file), ".txt"));
            IReadOnlyList<LabelledBox> boxes = [];
            if (File.Exists(path))
            {
                labelled++;
                boxes = YoloLabels.ReadFile(path);
            }

            pictures.Add(new LabelledPicture(file, DisplaySize: null, size => [.. boxes.Select(box => box.In(size))]));
        }

        return labelled > 0
            ? pictures
            : throw new InputFileException(
                $"Of the {pictures.Count} pictures below '{imageFolder}' none has a label file in '{labelFolder}'. "
                    + "--images is the folder of the pictures themselves; label files bear their names, with .txt."
            );
    }
}
