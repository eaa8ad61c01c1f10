using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace VisionSdk;

/// <summary>One annotation file of Pascal VOC.</summary>
internal sealed class VocAnnotation
{
    // Annotations come from strangers: no document type, so neither entities that explode nor files that are read from elsewhere.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 64 << 20,
    };

    private readonly ImageSize _size;

    private VocAnnotation(ImageSize size, IReadOnlyList<(string, BoundingBox, bool)> objects) =>
        (_size, Objects) = (size, objects);

    public IReadOnlyList<(string ClassName, BoundingBox Box, bool IsDifficult)> Objects { get; }

    public static VocAnnotation Read(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            if (root.Name != "annotation")
            {
                throw Unexpected(path, root, "an element <annotation>", $"<{root.Name}>");
            }

            var size = Child(path, root, "size");
            return new VocAnnotation(
                new ImageSize(Side(path, size, "width"), Side(path, size, "height")),
                [.. root.Elements("object").Select(item => ReadObject(path, item))]
            );
        }
        catch (XmlException exception)
        {
            throw new LabelFormatException(
                path,
                exception.LineNumber,
                "well-formed XML without a document type",
                exception.Message,
                exception
            );
        }
    }

    public LabelledImage ToImage(string name, string[] classes)
    {
        ImmutableArray<LabelledBox> boxes =
        [
            .. Objects
                .Where(static item => !item.Box.IsEmpty)
                .Select(item => new LabelledBox(
                    new BoundingBox(
                        item.Box.X / _size.Width,
                        item.Box.Y / _size.Height,
                        item.Box.Width / _size.Width,
                        item.Box.Height / _size.Height
                    ),
                    Array.BinarySearch(classes, item.ClassName, StringComparer.Ordinal),
                    item.IsDifficult
                )),
        ];
        return new LabelledImage
        {
            Name = name,
            Size = _size,
            Boxes = boxes,
            EmptyBoxes = Objects.Count - boxes.Length,
        };
    }

    private static (string, BoundingBox, bool) ReadObject(string path, XElement item)
    {
        var name = Child(path, item, "name");
        var box = Child(path, item, "bndbox");
        var edges = BoundingBox.FromLeftTopRightBottom(
            Number(path, box, "xmin"),
            Number(path, box, "ymin"),
            Number(path, box, "xmax"),
            Number(path, box, "ymax")
        );
        if (edges.Width < 0 || edges.Height < 0)
        {
            throw Unexpected(path, box, "xmin <= xmax and ymin <= ymax", edges.ToString());
        }

        var className = name.Value.Trim();
        return className.Length == 0
            ? throw Unexpected(path, name, "the name of a class", "nothing")
            : (className, edges, item.Element("difficult")?.Value.Trim() == "1");
    }

    private static int Side(string path, XElement size, string name)
    {
        var value = Number(path, size, name);
        return value is >= 1 and <= int.MaxValue / 2 && value == MathF.Floor(value)
            ? (int)value
            : throw Unexpected(path, size, $"a whole positive <{name}> in pixels", Child(path, size, name).Value);
    }

    private static float Number(string path, XElement parent, string name)
    {
        var element = Child(path, parent, name);
        return float.TryParse(element.Value, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw Unexpected(path, element, $"a number in <{name}>", $"'{element.Value}'");
    }

    private static XElement Child(string path, XElement parent, string name) =>
        parent.Element(name) ?? throw Unexpected(path, parent, $"an element <{name}> in <{parent.Name}>", "none");

    private static LabelFormatException Unexpected(string path, XElement at, string expected, string found) =>
        new(path, ((IXmlLineInfo)at).LineNumber, expected, found);
}
