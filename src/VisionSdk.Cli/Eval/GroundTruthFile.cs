namespace VisionSdk.Cli;

/// <summary>
/// Labels in one CSV: <c>file,orig_width,orig_height,x0,y0,x1,y1,ignore</c>, one row per object of one class, in pixels of the file. The
/// original size is what the picture had before it was stretched to the file's.
/// </summary>
internal static class GroundTruthFile
{
    private static readonly string[] Columns = ["file", "orig_width", "orig_height", "x0", "y0", "x1", "y1", "ignore"];

    /// <exception cref="InputFileException">The file is not such a list, or names pictures that are not there.</exception>
    public static IReadOnlyList<LabelledPicture> Read(string imageFolder, string path)
    {
        InputFiles.RequireFolder(imageFolder);
        var rows = CsvRows.Read(
            path,
            Columns,
            static csv => new Row(
                csv.GetField("file")!,
                new ImageSize(csv.GetField<int>("orig_width"), csv.GetField<int>("orig_height")),
                BoundingBox.FromLeftTopRightBottom(
                    csv.GetField<float>("x0"),
                    csv.GetField<float>("y0"),
                    csv.GetField<float>("x1"),
                    csv.GetField<float>("y1")
                ),
                csv.GetField<int>("ignore") != 0
            )
        );
        return
        [
            .. rows.GroupBy(static row => row.File, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(group => new LabelledPicture(
                    InputFiles.RequireFile(Path.Combine(imageFolder, group.Key)),
                    group.First().DisplaySize,
                    stored => [.. group.Select(row => row.Place(stored))]
                )),
        ];
    }

    private sealed record Row(string File, ImageSize DisplaySize, BoundingBox Stored, bool IsIgnored)
    {
        /// <summary>From pixels of the stretched file to those of the picture as it is displayed.</summary>
        public GroundTruthBox Place(ImageSize stored)
        {
            var scaleX = DisplaySize.Width / (float)stored.Width;
            var scaleY = DisplaySize.Height / (float)stored.Height;
            return new GroundTruthBox(
                new BoundingBox(Stored.X * scaleX, Stored.Y * scaleY, Stored.Width * scaleX, Stored.Height * scaleY),
                ClassId: 0,
                IsIgnored
            );
        }
    }
}
