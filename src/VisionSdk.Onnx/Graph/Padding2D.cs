namespace VisionSdk.Onnx;

/// <summary>Rows and columns of padding around a picture.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns on the left.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns on the right.</param>
public readonly record struct Padding2D(int Top, int Left, int Bottom, int Right)
{
    /// <summary>The same padding on all four sides.</summary>
    /// <param name="size">Rows or columns.</param>
    public static Padding2D All(int size) => new(size, size, size, size);

    /// <summary>TensorFlow's <c>SAME</c> padding: the output is <c>ceil(input / stride)</c>, and an odd remainder goes to the bottom and right.</summary>
    /// <param name="height">Height of the input.</param>
    /// <param name="width">Width of the input.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="dilation">Spacing of the window's taps.</param>
    public static Padding2D Same(long height, long width, int kernel, int stride, int dilation = 1) =>
        Same(height, width, kernel, kernel, stride, stride, dilation, dilation);

    /// <summary>TensorFlow's <c>SAME</c> padding of a window that is not square.</summary>
    /// <param name="height">Height of the input.</param>
    /// <param name="width">Width of the input.</param>
    /// <param name="kernelHeight">Height of the window.</param>
    /// <param name="kernelWidth">Width of the window.</param>
    /// <param name="strideY">Vertical step.</param>
    /// <param name="strideX">Horizontal step.</param>
    /// <param name="dilationY">Vertical spacing of the taps.</param>
    /// <param name="dilationX">Horizontal spacing of the taps.</param>
    public static Padding2D Same(
        long height,
        long width,
        int kernelHeight,
        int kernelWidth,
        int strideY,
        int strideX,
        int dilationY = 1,
        int dilationX = 1
    )
    {
        var vertical = Total(height, kernelHeight, strideY, dilationY);
        var horizontal = Total(width, kernelWidth, strideX, dilationX);
        return new Padding2D(vertical / 2, horizontal / 2, vertical - (vertical / 2), horizontal - (horizontal / 2));
    }

    private static int Total(long input, int kernel, int stride, int dilation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dilation);
        var output = (input + stride - 1) / stride;
        return (int)Math.Max(((output - 1) * stride) + ((kernel - 1) * dilation) + 1 - input, 0);
    }
}
