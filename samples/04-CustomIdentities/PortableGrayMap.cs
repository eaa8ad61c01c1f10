using System.Globalization;
using System.Text;
using VisionSdk;

namespace CustomIdentities;

/// <summary>Reads binary grey pictures, PGM "P5", with one byte per pixel and no comments: a format that VisionSdk does not decode itself.</summary>
internal static class PortableGrayMap
{
    private const int HeaderFields = 4;

    public static ImageSource Read(string path)
    {
        var bytes = File.ReadAllBytes(path);

        // Four fields, each ended by one character of white space: P5, width, height, largest value; then the pixels.
        var fields = new string[HeaderFields];
        var place = 0;
        for (var i = 0; i < HeaderFields; i++)
        {
            var end = Array.FindIndex(bytes, place, static value => char.IsWhiteSpace((char)value));
            fields[i] = end < 0 ? "" : Encoding.ASCII.GetString(bytes, place, end - place);
            place = end + 1;
        }

        if (fields is not ["P5", _, _, "255"])
        {
            throw new InvalidDataException($"'{path}' is no PGM of the kind P5 with 255 as its largest value.");
        }

        var width = int.Parse(fields[1], CultureInfo.InvariantCulture);
        var height = int.Parse(fields[2], CultureInfo.InvariantCulture);
        return ImageSource.FromPixels(bytes.AsMemory(place), width, height, PixelFormat.Gray8);
    }
}
