using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace VisionSdk.ML;

/// <summary>Turns decoded pictures into the input tensor of one model.</summary>
/// <remarks>
/// Immutable and thread-safe; each concurrent call uses its own pooled working memory and nothing is allocated once that is warm. Pixel
/// centres lie at half coordinates. Reducing uses a triangle filter as wide as the canvas pixel (no aliasing), enlarging is bilinear.
/// Values keep their fraction: there is no rounding to 8 bits between resizing and normalisation.
/// </remarks>
public sealed class ImagePreprocessor
{
    private readonly ConcurrentQueue<PreprocessScratch> _scratches = new();
    private readonly TensorRowWriter _writer;

    /// <summary>Prepares for a model.</summary>
    /// <param name="input">
    /// How the model wants its pictures. <see cref="ModelInput.RegionScale"/> is not applied here: pass the enlarged region.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Mean or standard deviation has another number of values than there are channels, or a standard deviation is not a normal number.
    /// </exception>
    public ImagePreprocessor(ModelInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Input = input;
        _writer = new TensorRowWriter(input);
    }

    /// <summary>How the model wants its pictures.</summary>
    public ModelInput Input { get; }

    /// <summary>Fits a picture, or a part of it, to the canvas and writes the tensor.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="region">
    /// The part, in pixels of the displayed source; what sticks out of the picture becomes padding. <see langword="null"/> takes all.
    /// Pixels outside the region never show, not even in the margins of a letterbox.
    /// </param>
    /// <param name="canvas">Size of the tensor's picture, in pixels.</param>
    /// <param name="destination">
    /// The tensor of one picture, [C, H, W] or [H, W, C] as the model's layout says: at least <c>Input.Channels * canvas.PixelCount</c> floats.
    /// </param>
    /// <returns>The placement of the source on the canvas, in pixels of the displayed source, for mapping results back.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The region or the canvas is empty, or the region is not finite.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The image is disposed.</exception>
    public Letterbox Write(DecodedImage image, BoundingBox? region, ImageSize canvas, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        var source = new BoundingBox(0, 0, image.SourceSize.Width, image.SourceSize.Height);
        var wanted = region ?? source;
        if (!(float.IsFinite(wanted.X + wanted.Width) && float.IsFinite(wanted.Y + wanted.Height)))
        {
            throw new ArgumentOutOfRangeException(nameof(region), region, "The region is not finite.");
        }

        var placement = Letterbox.Fit(wanted, canvas, Input.Resize, Input.Padding);
        var tensor = TensorOf(destination, canvas);
        var scratch = Rent();
        try
        {
            Resample(image, wanted.Intersect(source), placement, canvas, scratch, tensor);
        }
        finally
        {
            _scratches.Enqueue(scratch);
            GC.KeepAlive(image);
        }

        return placement;
    }

    /// <summary>Cuts a rotated and scaled chip, such as an aligned face, out of a picture and writes the tensor.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="chipToImage">
    /// Maps continuous chip coordinates to continuous coordinates of the displayed source: the centre of chip pixel (column, row) is at
    /// (column + 0.5, row + 0.5), and likewise in the source.
    /// </param>
    /// <param name="canvas">Size of the chip, in pixels.</param>
    /// <param name="destination">The tensor of one picture, as for <see cref="Write"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The canvas is empty or the transform is not finite.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The image is disposed.</exception>
    /// <remarks>
    /// Bilinear; beyond the picture lies the padding value, and half a pixel at its edge blends into it. When the chip is coarser than the
    /// held picture, whole blocks of pixels are averaged first and the remaining factor below 2 is covered by four samples per chip pixel.
    /// </remarks>
    public void WriteAligned(
        DecodedImage image,
        SimilarityTransform chipToImage,
        ImageSize canvas,
        Span<float> destination
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(canvas.Width, nameof(canvas));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(canvas.Height, nameof(canvas));
        if (!float.IsFinite(chipToImage.A + chipToImage.B + chipToImage.Tx + chipToImage.Ty))
        {
            throw new ArgumentOutOfRangeException(nameof(chipToImage), chipToImage, "The transform is not finite.");
        }

        var tensor = TensorOf(destination, canvas);
        var scratch = Rent();
        try
        {
            var chip = ChipSampler.Prepare(image, chipToImage, canvas, scratch);
            var outside = Vector128.Create((float)Input.PaddingValue);
            var row = scratch.CanvasRow(canvas.Width);
            for (var y = 0; y < canvas.Height; y++)
            {
                chip.SampleRow(y, outside, MemoryMarshal.Cast<float, Vector128<float>>(row));
                _writer.WriteRow(row, canvas, 0, y, tensor);
            }
        }
        finally
        {
            _scratches.Enqueue(scratch);
            GC.KeepAlive(image);
        }
    }

    private Span<float> TensorOf(Span<float> destination, ImageSize canvas)
    {
        var needed = Input.Channels * canvas.PixelCount;
        return destination.Length >= needed
            ? destination[..(int)needed]
            : throw new ArgumentException(
                $"A {canvas} canvas of {Input.Channels} channels needs {needed} floats; got {destination.Length}.",
                nameof(destination)
            );
    }

    private PreprocessScratch Rent() => _scratches.TryDequeue(out var scratch) ? scratch : new PreprocessScratch();

    private void Resample(
        DecodedImage image,
        BoundingBox content,
        Letterbox placement,
        ImageSize canvas,
        PreprocessScratch scratch,
        Span<float> tensor
    )
    {
        var held = image.Placement;
        var (axisX, axisY) = (scratch.AxisX, scratch.AxisY);
        Build(
            axisX,
            canvas.Width,
            image.Size.Width,
            (placement.ScaleX, placement.OffsetX),
            (held.ScaleX, held.OffsetX),
            (content.Left, content.Right)
        );
        Build(
            axisY,
            canvas.Height,
            image.Size.Height,
            (placement.ScaleY, placement.OffsetY),
            (held.ScaleY, held.OffsetY),
            (content.Top, content.Bottom)
        );
        if (axisX.IsEmpty || axisY.IsEmpty)
        {
            PadRows(canvas, 0, canvas.Height, tensor);
            return;
        }

        PadRows(canvas, 0, axisY.CanvasStart, tensor);
        PadRows(canvas, axisY.CanvasEnd, canvas.Height, tensor);
        var pixels = image.Pixels;
        var heldRow = scratch.HeldRow(axisX.HeldEnd - axisX.HeldStart);
        var canvasRow = scratch.CanvasRow(axisX.CanvasEnd - axisX.CanvasStart);
        for (var y = axisY.CanvasStart; y < axisY.CanvasEnd; y++)
        {
            var weights = axisY.WeightsOf(y, out var top);
            var first = pixels[((top * image.Stride) + (axisX.HeldStart * DecodedImage.BytesPerPixel))..];
            WeightedRows.SumColumns(first, image.Stride, weights, heldRow);
            WeightedRows.SumPixels(heldRow, axisX, canvasRow);
            _writer.WritePadding(canvas, 0, y, axisX.CanvasStart, tensor);
            _writer.WriteRow(canvasRow, canvas, axisX.CanvasStart, y, tensor);
            _writer.WritePadding(canvas, axisX.CanvasEnd, y, canvas.Width - axisX.CanvasEnd, tensor);
        }
    }

    private void PadRows(ImageSize canvas, int start, int end, Span<float> tensor)
    {
        for (var y = start; y < end; y++)
        {
            _writer.WritePadding(canvas, 0, y, canvas.Width, tensor);
        }
    }

    // Source coordinates are eliminated: canvas = source · placement and held = source · decoded give canvas = held · scale + offset.
    private static void Build(
        ResampleAxis axis,
        int canvasLength,
        int heldLength,
        (double Scale, double Offset) placement,
        (double Scale, double Offset) decoded,
        (double Start, double End) content
    )
    {
        var scale = placement.Scale / decoded.Scale;
        axis.Build(
            canvasLength,
            heldLength,
            scale,
            placement.Offset - (decoded.Offset * scale),
            (content.Start * decoded.Scale) + decoded.Offset,
            (content.End * decoded.Scale) + decoded.Offset
        );
    }
}
