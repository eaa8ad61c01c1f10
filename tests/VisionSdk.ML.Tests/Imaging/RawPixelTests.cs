namespace VisionSdk.ML.Tests;

public sealed class RawPixelTests
{
    public static TheoryData<PixelFormat, int, int, int> Layouts
    {
        get
        {
            var rows = new TheoryData<PixelFormat, int, int, int>();
            foreach (var format in Enum.GetValues<PixelFormat>())
            {
                // Widths around the vector length, and a row of one pixel; strides without and with a gap, odd ones too.
                foreach (var width in new[] { 1, 3, 4, 5, 6, 15, 16, 17, 33 })
                {
                    rows.Add(format, width, 3, 0);
                    rows.Add(format, width, 3, 1);
                    rows.Add(format, width, 1, 13);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_arrives_as_red_green_blue_over_black(PixelFormat format, int width, int height, int gap)
    {
        var bytesPerPixel = RawPixels.BytesPerPixel(format);
        var stride = (width * bytesPerPixel) + gap;
        // The last row needs no gap after it.
        var bytes = new byte[(stride * (height - 1)) + (width * bytesPerPixel)];
        new Random(width + gap).NextBytes(bytes);
        using var decoder = new ImageDecoder();

        using var image = decoder.Decode(ImageSource.FromPixels(bytes, width, height, format, stride));

        image.SourceSize.ShouldBe(new ImageSize(width, height));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = bytes.AsSpan((y * stride) + (x * bytesPerPixel), bytesPerPixel);
                image
                    .Pixels.Slice((y * image.Stride) + (4 * x), 4)
                    .ToArray()
                    .ShouldBe(Expected(pixel, format), $"column {x}, row {y}");
            }
        }
    }

    [Fact]
    public void A_stride_of_zero_means_rows_without_gaps()
    {
        byte[] bytes = [1, 2, 3, 4, 5, 6];
        using var decoder = new ImageDecoder();

        using var image = decoder.Decode(ImageSource.FromPixels(bytes, 3, 2, PixelFormat.Gray8));

        image.Pixels.ToArray().Where(static (_, i) => i % 4 == 1).ShouldBe(bytes);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(10, 1, 29)]
    [InlineData(10, 1, -1)]
    public void Sides_and_strides_that_cannot_be_are_refused(int width, int height, int stride) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ImageSource.FromPixels(new byte[1000], width, height, PixelFormat.Rgb24, stride)
        );

    [Fact]
    public void An_unknown_format_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ImageSource.FromPixels(new byte[1000], 2, 2, (PixelFormat)99));

    [Theory]
    [InlineData(10, 10, 0, 299)]
    [InlineData(10, 10, 40, 389)]
    [InlineData(40_000, 40_000, 0, 1000)]
    public void Too_few_bytes_are_refused(int width, int height, int stride, int length) =>
        Should.Throw<ArgumentException>(() =>
            ImageSource.FromPixels(new byte[length], width, height, PixelFormat.Rgb24, stride)
        );

    private static byte[] Expected(ReadOnlySpan<byte> pixel, PixelFormat format)
    {
        var (red, green, blue, alpha) = format switch
        {
            PixelFormat.Rgb24 => (pixel[0], pixel[1], pixel[2], 255),
            PixelFormat.Bgr24 => (pixel[2], pixel[1], pixel[0], 255),
            PixelFormat.Rgba32 => (pixel[0], pixel[1], pixel[2], pixel[3]),
            PixelFormat.Bgra32 => (pixel[2], pixel[1], pixel[0], pixel[3]),
            _ => (pixel[0], pixel[0], pixel[0], 255),
        };
        return [Over(red), Over(green), Over(blue), 255];

        byte Over(byte value) => (byte)Math.Round(value * alpha / 255.0, MidpointRounding.AwayFromZero);
    }
}
