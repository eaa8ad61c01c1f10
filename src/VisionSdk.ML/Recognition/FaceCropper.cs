using SkiaSharp;

namespace VisionSdk.ML;

/// <summary>Cuts faces out of pictures, with enough around them to be found and aligned again.</summary>
/// <remarks>Thread-safe and synchronous; no network runs.</remarks>
public static class FaceCropper
{
    /// <summary>Longest side of a crop.</summary>
    /// <value>Pixels.</value>
    public const int MaxSide = 256;

    /// <summary>Side of the square that is cut out, as a multiple of the longer side of the face's box.</summary>
    public const float RegionScale = 2;

    // Colour at full resolution: the embedder sees it, and halving it saves little on so small a picture.
    private static readonly SKJpegEncoderOptions Jpeg = new(
        95,
        SKJpegEncoderDownsample.Downsample444,
        SKJpegEncoderAlphaOption.Ignore
    );

    private static readonly ImagePreprocessor Preprocessor = new(
        new ModelInput
        {
            Name = "crop",
            Width = MaxSide,
            Height = MaxSide,
            Layout = TensorLayout.Nhwc,
            Resize = ResizeMode.Stretch,
        }
    );

    /// <summary>The smallest scale at which a picture can be decoded without losing anything for a crop.</summary>
    /// <param name="detection">The face.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>.</returns>
    public static float ScaleFor(Detection detection)
    {
        var side = MathF.Max(detection.Box.Width, detection.Box.Height) * RegionScale;
        return side > MaxSide ? MaxSide / side : 1;
    }

    /// <summary>Cuts one face out.</summary>
    /// <param name="image">The picture, decoded at least at <see cref="ScaleFor"/>.</param>
    /// <param name="detection">The face, in pixels of the displayed source; its box counts, and its keypoints go with it.</param>
    /// <returns>
    /// A JPEG file of the square of <see cref="RegionScale"/> times the face about its centre, as the picture is displayed, reduced to
    /// <see cref="MaxSide"/> where it is larger and never enlarged. What sticks out of the picture is cut off.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty, not finite, or outside the picture.</exception>
    /// <exception cref="ObjectDisposedException">The image is disposed.</exception>
    public static FaceCrop Encode(DecodedImage image, Detection detection)
    {
        ArgumentNullException.ThrowIfNull(image);
        var box = detection.Box;
        var side = MathF.Max(box.Width, box.Height) * RegionScale;
        var wanted = BoundingBox.FromCenter(box.CenterX, box.CenterY, side, side).Clip(image.SourceSize);
        if (box.IsEmpty || !float.IsFinite(side) || wanted.IsEmpty)
        {
            throw new ArgumentOutOfRangeException(
                nameof(detection),
                box,
                $"The face's box {box} has no part in the picture of {image.SourceSize} pixels. Pass a detection of this picture."
            );
        }

        var region = WholePixels(wanted);
        var scale = MathF.Min(MaxSide / MathF.Max(region.Width, region.Height), 1);
        var size = new ImageSize(Scaled(region.Width, scale), Scaled(region.Height, scale));
        var (scaleX, scaleY) = (size.Width / region.Width, size.Height / region.Height);
        return new FaceCrop
        {
            Bytes = Encode(image, region, size),
            MediaType = "image/jpeg",
            Size = size,
            Region = region,
            Face = new BoundingBox(
                (box.X - region.X) * scaleX,
                (box.Y - region.Y) * scaleY,
                box.Width * scaleX,
                box.Height * scaleY
            ),
            Keypoints = detection.Keypoints.IsDefaultOrEmpty
                ? []
                :
                [
                    .. detection.Keypoints.Select(point =>
                        point with
                        {
                            X = (point.X - region.X) * scaleX,
                            Y = (point.Y - region.Y) * scaleY,
                        }
                    ),
                ],
        };
    }

    private static byte[] Encode(DecodedImage image, BoundingBox region, ImageSize size)
    {
        var values = new float[3 * size.PixelCount];
        _ = Preprocessor.Write(image, region, size, values);
        using var bitmap = new SKBitmap(
            new SKImageInfo(
                size.Width,
                size.Height,
                SKColorType.Rgba8888,
                SKAlphaType.Opaque,
                SKColorSpace.CreateSrgb()
            )
        );
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < size.PixelCount; i++)
        {
            var pixel = pixels.Slice(i * DecodedImage.BytesPerPixel, DecodedImage.BytesPerPixel);
            for (var channel = 0; channel < 3; channel++)
            {
                pixel[channel] = (byte)MathF.Round(values[(3 * i) + channel]);
            }

            pixel[3] = byte.MaxValue;
        }

        using var map = bitmap.PeekPixels();
        using var data =
            map.Encode(Jpeg)
            ?? throw new InvalidOperationException($"A crop of {size} pixels could not be encoded as JPEG.");
        return data.ToArray();
    }

    // Edges between pixels would blend the neighbours that they cut.
    private static BoundingBox WholePixels(BoundingBox box) =>
        BoundingBox.FromLeftTopRightBottom(
            MathF.Floor(box.Left),
            MathF.Floor(box.Top),
            MathF.Ceiling(box.Right),
            MathF.Ceiling(box.Bottom)
        );

    private static int Scaled(float length, float scale) => Math.Max((int)MathF.Round(length * scale), 1);
}
