namespace VisionSdk;

/// <summary>Labels in the form of Pascal VOC: <c>Annotations/*.xml</c> and the splits <c>ImageSets/Main/*.txt</c>.</summary>
/// <remarks>
/// Everingham et al., "The Pascal Visual Object Classes (VOC) Challenge", IJCV 88(2), 2010. A box is taken from <c>xmin</c> to <c>xmax</c>
/// as edges, as the labelling tools of today write them; the challenge itself counted pixels from 1, both ends included.
/// </remarks>
public static class VocLabels
{
    /// <summary>Reads the annotations of a data set.</summary>
    /// <param name="folder">The folder that has <c>Annotations</c>, or that folder itself.</param>
    /// <param name="split">A split in <c>ImageSets/Main</c>, such as <c>train</c>; <see langword="null"/> reads every annotation.</param>
    /// <returns>The labels; classes are numbered by their names in ordinal order, those of the whole data set, so that splits agree.</returns>
    /// <exception cref="LabelFormatException">A folder or file is missing, or a file does not read.</exception>
    public static LabelSet Read(string folder, string? split = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var nested = Path.Combine(folder, "Annotations");
        var annotations = Directory.Exists(nested) ? nested : folder;
        if (!Directory.Exists(annotations))
        {
            throw new LabelFormatException(annotations, 0, "a folder with Annotations/*.xml", "no such folder");
        }

        var files = Directory.GetFiles(annotations, "*.xml");
        Array.Sort(files, StringComparer.Ordinal);
        if (files.Length == 0)
        {
            throw new LabelFormatException(annotations, 0, "VOC annotations (*.xml)", "none");
        }

        var all = files.ToDictionary(
            static file => Path.GetFileNameWithoutExtension(file),
            VocAnnotation.Read,
            StringComparer.Ordinal
        );
        string[] classes =
        [
            .. all
                .Values.SelectMany(static annotation => annotation.Objects)
                .Select(static item => item.ClassName)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        var names = split is null
            ? new SortedSet<string>(all.Keys, StringComparer.Ordinal)
            : NamesOf(folder, split, all);
        return new LabelSet
        {
            Images = [.. names.Select(name => all[name].ToImage(name, classes))],
            ClassNames = [.. classes],
        };
    }

    private static SortedSet<string> NamesOf(string folder, string split, Dictionary<string, VocAnnotation> known)
    {
        var path = Path.Combine(folder, "ImageSets", "Main", split + ".txt");
        if (!File.Exists(path))
        {
            throw new LabelFormatException(
                path,
                0,
                $"the names of the pictures of the split '{split}'",
                "no such file"
            );
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            // The lists of one class have a second column, which says whether the class is in the picture.
            var name = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            if (name is not null)
            {
                names.Add(
                    known.ContainsKey(name)
                        ? name
                        : throw new LabelFormatException(path, number, "the name of an annotation", $"'{name}'")
                );
            }
        }

        return names;
    }
}
