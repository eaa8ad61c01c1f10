using SkiaSharp;

namespace VisionSdk.ML;

/// <summary>Draws boxes, captions and keypoints on pictures, for people to look at.</summary>
/// <remarks>
/// Thread-safe. Captions are set in the typeface that is passed in, so that nothing depends on the fonts of the machine; servers and
/// containers usually have none.
/// </remarks>
public sealed class ImageAnnotator : IDisposable
{
    // Consecutive multiples of the golden angle are spread over the colour circle as evenly as can be, however many there are.
    private const float GoldenAngle = 137.508f;

    private readonly SKTypeface? _typeface;

    /// <summary>Creates an annotator.</summary>
    /// <param name="typefacePath">A TrueType or OpenType file; <see langword="null"/> draws no captions.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or it is no typeface.</exception>
    public ImageAnnotator(string? typefacePath = null)
    {
        if (typefacePath is not null)
        {
            _typeface = File.Exists(typefacePath) ? SKTypeface.FromFile(typefacePath) : null;
            if (_typeface is null)
            {
                throw new FileNotFoundException(
                    $"'{typefacePath}' is not a typeface. Pass a TrueType or OpenType file, or null to draw without captions.",
                    typefacePath
                );
            }
        }
    }

    /// <summary>Draws on a copy of a picture.</summary>
    /// <param name="image">The picture, decoded as large as it is to be shown.</param>
    /// <param name="annotations">What to draw, the most important first: it lies on top, and no line crosses a caption.</param>
    /// <returns>The annotated picture as a PNG file of the size of the held pixels.</returns>
    /// <exception cref="ObjectDisposedException">The image or the annotator is disposed.</exception>
    public byte[] Annotate(DecodedImage image, IEnumerable<ImageAnnotation> annotations)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(annotations);
        ObjectDisposedException.ThrowIf(_typeface?.Handle == 0, this);
        using var bitmap = new SKBitmap(
            new SKImageInfo(image.Size.Width, image.Size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        image.Pixels.CopyTo(bitmap.GetPixelSpan());
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Translate((float)image.Placement.OffsetX, (float)image.Placement.OffsetY);
            canvas.Scale((float)image.Placement.ScaleX, (float)image.Placement.ScaleY);
            var pen = new AnnotationPen(canvas, image.SourceSize, _typeface);
            ImageAnnotation[] upwards = [.. annotations.Reverse()];
            foreach (var annotation in upwards)
            {
                pen.DrawShape(annotation, ColorOf(annotation.ColorIndex));
            }

            foreach (var annotation in upwards)
            {
                pen.DrawCaption(annotation, ColorOf(annotation.ColorIndex));
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    /// <summary>Frees the typeface. A second call does nothing.</summary>
    public void Dispose() => _typeface?.Dispose();

    private static SKColor ColorOf(int index) => SKColor.FromHsl(((index * GoldenAngle % 360) + 360) % 360, 85, 50);
}
