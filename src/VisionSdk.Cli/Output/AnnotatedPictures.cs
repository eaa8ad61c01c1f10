using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Cli;

/// <summary>Writes annotated pictures to where <c>--out</c> says: a PNG file for one picture, a folder for any number.</summary>
internal sealed class AnnotatedPictures : IDisposable
{
    private readonly ImageAnnotator _annotator = new(DefaultModels.LabelTypeface);
    private readonly ImageDecoder _decoder = new();
    private readonly string _target;
    private readonly bool _isFile;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="target">A PNG file, or a folder that is made when missing.</param>
    /// <param name="pictureCount">How many pictures will be written.</param>
    /// <exception cref="UsageException">Several pictures for one file, or a file that is no PNG.</exception>
    public AnnotatedPictures(string target, int pictureCount)
    {
        _target = target;
        _isFile = !Directory.Exists(target) && Path.HasExtension(target);
        if (_isFile && !Path.GetExtension(target).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"--out '{target}': annotated pictures are PNG files; name one, or a folder.");
        }

        if (_isFile && pictureCount > 1)
        {
            throw new UsageException(
                $"--out '{target}' is one file, but there are {pictureCount} pictures; name a folder."
            );
        }
    }

    /// <summary>Draws on a picture and writes it.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="ImageDecodeException">The picture cannot be decoded.</exception>
    /// <exception cref="InputFileException">The file cannot be written.</exception>
    public string Write(string picture, IEnumerable<ImageAnnotation> annotations)
    {
        var path = _isFile ? _target : Path.Combine(_target, UniqueName(picture));
        using var image = _decoder.Decode(ImageSource.FromFile(picture));
        var png = _annotator.Annotate(image, annotations);
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllBytes(path, png);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputFileException($"'{path}' cannot be written: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _annotator.Dispose();
        _decoder.Dispose();
    }

    // Pictures of different folders may bear the same name; none may overwrite another.
    private string UniqueName(string picture)
    {
        var stem = Path.GetFileNameWithoutExtension(picture);
        var name = stem + ".png";
        for (var i = 2; !_taken.Add(name); i++)
        {
            name = $"{stem}-{i}.png";
        }

        return name;
    }
}
