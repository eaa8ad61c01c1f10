using SkiaSharp;

namespace VisionSdk.ML;

/// <summary>Draws annotations on one canvas whose unit is a pixel of the displayed source.</summary>
internal sealed class AnnotationPen
{
    private readonly SKCanvas _canvas;
    private readonly ImageSize _size;
    private readonly SKTypeface? _typeface;
    private readonly float _stroke;
    private readonly float _textSize;

    /// <summary>Lines and letters are a share of the picture's size, so that they look alike at 200 and at 4,000 pixels.</summary>
    public AnnotationPen(SKCanvas canvas, ImageSize size, SKTypeface? typeface)
    {
        (_canvas, _size, _typeface) = (canvas, size, typeface);
        var extent = MathF.Sqrt(size.PixelCount);
        _stroke = MathF.Max(1.5f, extent / 320);
        _textSize = MathF.Max(10, extent / 42);
    }

    /// <summary>Box and keypoints.</summary>
    public void DrawShape(ImageAnnotation annotation, SKColor color)
    {
        using var line = new SKPaint
        {
            Color = color,
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = _stroke,
        };
        var box = annotation.Box;
        _canvas.DrawRect(SKRect.Create(box.X, box.Y, box.Width, box.Height), line);
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        foreach (var keypoint in annotation.Keypoints)
        {
            _canvas.DrawCircle(keypoint.X, keypoint.Y, _stroke * 1.6f, fill);
        }
    }

    /// <summary>Above the box, or inside it where there is no room above; always inside the picture.</summary>
    public void DrawCaption(ImageAnnotation annotation, SKColor color)
    {
        if (_typeface is null || string.IsNullOrEmpty(annotation.Caption))
        {
            return;
        }

        var box = annotation.Box;
        using var font = new SKFont(_typeface, _textSize);
        var metrics = font.Metrics;
        var height = metrics.Descent - metrics.Ascent;
        var width = font.MeasureText(annotation.Caption) + (_textSize * 0.6f);
        var left = Math.Clamp(box.Left - (_stroke / 2), 0, MathF.Max(0, _size.Width - width));
        var top =
            box.Top - height >= 0 ? box.Top - height : Math.Clamp(box.Top, 0, MathF.Max(0, _size.Height - height));
        using var background = new SKPaint { Color = color };
        _canvas.DrawRect(SKRect.Create(left, top, width, height), background);
        using var text = new SKPaint { Color = Contrast(color), IsAntialias = true };
        _canvas.DrawText(
            annotation.Caption,
            left + (_textSize * 0.3f),
            top - metrics.Ascent,
            SKTextAlign.Left,
            font,
            text
        );
    }

    /// <summary>Black on light, white on dark, by the relative luminance of ITU-R BT.709.</summary>
    private static SKColor Contrast(SKColor color) =>
        (0.2126f * color.Red) + (0.7152f * color.Green) + (0.0722f * color.Blue) > 120
            ? SKColors.Black
            : SKColors.White;
}
