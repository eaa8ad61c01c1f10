using SkiaSharp;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>A picture of a data set, ready to be searched, and the objects in it.</summary>
internal sealed record EvaluationPicture(ImageSource Source, IReadOnlyList<GroundTruthBox> Truth)
{
    private static readonly SKSamplingOptions Sampling = new(SKCubicResampler.Mitchell);

    /// <summary>Opens a labelled picture; one that is stored stretched gets its proportions back.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="decoder">Reads it, as the client would.</param>
    /// <exception cref="ImageDecodeException">The file is not a picture.</exception>
    public static EvaluationPicture Open(LabelledPicture picture, ImageDecoder decoder)
    {
        var source = ImageSource.FromFile(picture.File);
        using var encoded = decoder.Open(source);
        var stored = encoded.SourceSize;
        if (picture.DisplaySize is { } display && display != stored)
        {
            using var image = encoded.Decode();
            source = Stretch(image, display);
        }

        return new EvaluationPicture(source, picture.TruthFor(stored));
    }

    private static ImageSource Stretch(DecodedImage image, ImageSize size)
    {
        using var pixels = SKImage.FromPixelCopy(Rgba(image.Size), image.Pixels, image.Stride);
        using var stretched = new SKBitmap(Rgba(size));
        pixels.ScalePixels(stretched.PeekPixels(), Sampling);
        return ImageSource.FromPixels(stretched.Bytes, size.Width, size.Height, PixelFormat.Rgba32, stretched.RowBytes);
    }

    private static SKImageInfo Rgba(ImageSize size) =>
        new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
}
