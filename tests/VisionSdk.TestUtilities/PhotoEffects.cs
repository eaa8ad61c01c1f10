using SkiaSharp;

namespace VisionSdk.TestUtilities;

/// <summary>Copies of photographs that are worse in one known way.</summary>
public static class PhotoEffects
{
    /// <summary>Gaussian blur.</summary>
    /// <param name="photo">The photograph.</param>
    /// <param name="sigma">Standard deviation, in pixels.</param>
    public static SKBitmap Blur(SKBitmap photo, float sigma)
    {
        using var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        return Draw(photo, photo.Info, canvas => canvas.DrawBitmap(photo, 0, 0, SKSamplingOptions.Default, paint));
    }

    /// <summary>Multiplies the pixels by a factor.</summary>
    /// <param name="photo">The photograph.</param>
    /// <param name="factor">0 is black, 1 leaves it.</param>
    public static SKBitmap Darken(SKBitmap photo, float factor)
    {
        using var filter = SKColorFilter.CreateColorMatrix([
            factor,
            0,
            0,
            0,
            0,
            0,
            factor,
            0,
            0,
            0,
            0,
            0,
            factor,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
        ]);
        using var paint = new SKPaint { ColorFilter = filter };
        return Draw(photo, photo.Info, canvas => canvas.DrawBitmap(photo, 0, 0, SKSamplingOptions.Default, paint));
    }

    /// <summary>Reduces the size without aliasing.</summary>
    /// <param name="photo">The photograph.</param>
    /// <param name="factor">Divisor of the sides.</param>
    public static SKBitmap Reduce(SKBitmap photo, int factor) =>
        photo.Resize(
            photo.Info.WithSize(photo.Width / factor, photo.Height / factor),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        );

    /// <summary>Turns in the picture's plane about the middle; the corners become black.</summary>
    /// <param name="photo">The photograph.</param>
    /// <param name="degrees">Clockwise as one sees it.</param>
    public static SKBitmap Turn(SKBitmap photo, float degrees)
    {
        using var image = SKImage.FromBitmap(photo);
        return Draw(
            photo,
            photo.Info,
            canvas =>
            {
                canvas.RotateDegrees(degrees, photo.Width / 2f, photo.Height / 2f);
                canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKCubicResampler.Mitchell));
            }
        );
    }

    /// <summary>Turns a head to the side, as if it were an upright cylinder in front of the camera.</summary>
    /// <param name="photo">The photograph.</param>
    /// <param name="degrees">Angle; positive turns the nose to the right of the picture.</param>
    /// <param name="centerX">Where the axis stands, in pixels.</param>
    /// <param name="radius">Radius of the cylinder, in pixels.</param>
    /// <remarks>What was hidden has the colour of the old outline; what lies beside the head stays.</remarks>
    public static SKBitmap TurnHead(SKBitmap photo, double degrees, double centerX, double radius)
    {
        var turned = photo.Copy();
        var source = photo.GetPixelSpan();
        var target = turned.GetPixelSpan();
        for (var x = 0; x < photo.Width; x++)
        {
            var side = (x + 0.5 - centerX) / radius;
            if (Math.Abs(side) >= 1)
            {
                continue;
            }

            var angle = Math.Clamp(Math.Asin(side) - (degrees * Math.PI / 180), -Math.PI / 2, Math.PI / 2);
            var position = Math.Clamp(centerX + (radius * Math.Sin(angle)) - 0.5, 0, photo.Width - 1.001);
            var (column, share) = ((int)position, position - Math.Floor(position));
            for (var y = 0; y < photo.Height; y++)
            {
                var from = (y * photo.RowBytes) + (column * photo.BytesPerPixel);
                var to = (y * photo.RowBytes) + (x * photo.BytesPerPixel);
                for (var i = 0; i < photo.BytesPerPixel; i++)
                {
                    var (first, second) = (source[from + i], source[from + photo.BytesPerPixel + i]);
                    target[to + i] = (byte)Math.Round(first + (share * (second - first)));
                }
            }
        }

        return turned;
    }

    private static SKBitmap Draw(SKBitmap photo, SKImageInfo info, Action<SKCanvas> draw)
    {
        var copy = new SKBitmap(info);
        using var canvas = new SKCanvas(copy);
        canvas.Clear(SKColors.Black);
        draw(canvas);
        return copy;
    }
}
