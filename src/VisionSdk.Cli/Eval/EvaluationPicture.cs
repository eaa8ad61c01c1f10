using SkiaSharp;

namespace VisionSdk.Cli;

/// <summary>A picture of a data set, ready to be searched, and the objects in it.</summary>
internal sealed record EvaluationPicture(ImageSource Source, IReadOnlyList<GroundTruthBox> Truth)
{
    private static readonly SKSamplingOptions Sampling = new(SKCubicResampler.Mitchell);

    /// <summary>Opens a labelled picture; one that is stored stretched gets its proportions back.</summary>
    /// <exception cref="InputFileException">The file is not a picture.</exception>
    public static EvaluationPicture Open(LabelledPicture picture)
    {
        using var codec = SKCodec.Create(picture.File) ?? throw NotAPicture(picture);
        var stored = DisplayedSize(codec);
        if (picture.DisplaySize is not { } display || display == stored)
        {
            return new EvaluationPicture(ImageSource.FromFile(picture.File), picture.TruthFor(stored));
        }

        using var bitmap = SKBitmap.Decode(codec) ?? throw NotAPicture(picture);
        var info = new SKImageInfo(display.Width, display.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var upright = bitmap.Resize(info, Sampling) ?? throw NotAPicture(picture);
        var source = ImageSource.FromPixels(
            upright.Bytes,
            info.Width,
            info.Height,
            PixelFormat.Rgba32,
            upright.RowBytes
        );
        return new EvaluationPicture(source, picture.TruthFor(stored));
    }

    // The EXIF orientations from LeftTop upwards swap the sides.
    private static ImageSize DisplayedSize(SKCodec codec) =>
        codec.EncodedOrigin >= SKEncodedOrigin.LeftTop
            ? new ImageSize(codec.Info.Height, codec.Info.Width)
            : new ImageSize(codec.Info.Width, codec.Info.Height);

    private static InputFileException NotAPicture(LabelledPicture picture) =>
        new($"'{picture.File}' cannot be decoded as a picture.");
}
