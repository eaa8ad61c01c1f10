using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>The input that takes the picture, as its declared shape tells.</summary>
/// <param name="Name">Name of the tensor.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Layout">Where the channels stand.</param>
/// <param name="Channels">1 or 3.</param>
/// <param name="Batch">The first dimension.</param>
/// <param name="Height">Height, or <see langword="null"/> for any.</param>
/// <param name="Width">Width, or <see langword="null"/> for any.</param>
internal sealed record PictureInput(
    string Name,
    OnnxElementType ElementType,
    TensorLayout Layout,
    int Channels,
    OnnxDimension Batch,
    int? Height,
    int? Width
)
{
    private const int MaxSide = 1 << 14;

    public ImageSize? Size => Width is { } width && Height is { } height ? new ImageSize(width, height) : null;

    /// <summary>The one input, if it has the shape of a picture.</summary>
    public static PictureInput? Find(OnnxGraphReport report)
    {
        if (report.Inputs is not [{ Shape: { Length: 4 } shape } input])
        {
            return null;
        }

        var first = ChannelsOf(shape[1]);
        var last = ChannelsOf(shape[3]);
        if (first == 0 && last == 0)
        {
            return null;
        }

        // A side of 1 or 3 pixels is no picture: of two candidates the one beside the batch wins.
        var planar = first > 0;
        var (height, width) = planar ? (shape[2], shape[3]) : (shape[1], shape[2]);
        return new PictureInput(
            input.Name,
            input.ElementType,
            planar ? TensorLayout.Nchw : TensorLayout.Nhwc,
            planar ? first : last,
            shape[0],
            SideOf(height),
            SideOf(width)
        );
    }

    private static int ChannelsOf(OnnxDimension dimension) => dimension.Length is 1 or 3 ? (int)dimension.Length : 0;

    private static int? SideOf(OnnxDimension dimension) =>
        dimension.Length is > 0 and <= MaxSide ? (int)dimension.Length : null;
}
