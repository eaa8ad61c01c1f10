using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How a picture becomes a network's input tensor: <c>value = (pixel · scale − mean) / std</c> per channel, pixel in [0, 255].</summary>
public sealed record ModelInput
{
    /// <summary>Name of the input tensor.</summary>
    public required string Name { get; init; }

    /// <summary>Order of the dimensions.</summary>
    public TensorLayout Layout { get; init; } = TensorLayout.Nchw;

    /// <summary>Width of the input, in pixels; for size-agnostic graphs the default width.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the input, in pixels; for size-agnostic graphs the default height.</summary>
    public required int Height { get; init; }

    /// <summary>When positive, the graph takes any width and height that are multiples of this many pixels; 0 means a fixed size.</summary>
    public int SizeMultiple { get; init; }

    /// <summary>Order of the channels.</summary>
    public ColorOrder ColorOrder { get; init; } = ColorOrder.Rgb;

    /// <summary>Factor on pixel values before the mean is subtracted; 1 keeps [0, 255], 1/255 gives [0, 1].</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Mean per channel in <see cref="ColorOrder"/>, subtracted after scaling; empty means 0.</summary>
    public ImmutableArray<float> Mean { get; init; } = [];

    /// <summary>Standard deviation per channel in <see cref="ColorOrder"/>, the last divisor; empty means 1.</summary>
    public ImmutableArray<float> StandardDeviation { get; init; } = [];

    /// <summary>How the picture is fitted.</summary>
    public ResizeMode Resize { get; init; } = ResizeMode.Letterbox;

    /// <summary>Where the padding goes.</summary>
    public PaddingPosition Padding { get; init; } = PaddingPosition.Center;

    /// <summary>Grey level of the padding, in [0, 255], before normalisation.</summary>
    public int PaddingValue { get; init; }

    /// <summary>Factor by which a face's or object's box is enlarged about its centre before it is cropped; 1 takes the box as it is.</summary>
    public float RegionScale { get; init; } = 1;

    /// <summary>Largest batch that the graph accepts; 1 for graphs of fixed batch, 0 for any batch.</summary>
    public int MaxBatch { get; init; }

    /// <summary>Number of channels: 3, or 1 for grey.</summary>
    [JsonIgnore]
    public int Channels => ColorOrder == ColorOrder.Gray ? 1 : 3;

    /// <summary>Size of the input, in pixels.</summary>
    [JsonIgnore]
    public ImageSize Size => new(Width, Height);
}

/// <summary>Order of a picture tensor's dimensions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TensorLayout>))]
public enum TensorLayout
{
    /// <summary>[N, C, H, W]: planar.</summary>
    [JsonStringEnumMemberName("NCHW")]
    Nchw,

    /// <summary>[N, H, W, C]: interleaved.</summary>
    [JsonStringEnumMemberName("NHWC")]
    Nhwc,
}

/// <summary>Order of a picture tensor's channels.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColorOrder>))]
public enum ColorOrder
{
    /// <summary>Red, green, blue.</summary>
    [JsonStringEnumMemberName("RGB")]
    Rgb,

    /// <summary>Blue, green, red.</summary>
    [JsonStringEnumMemberName("BGR")]
    Bgr,

    /// <summary>One channel of luminance, ITU-R BT.601 weights (0.299, 0.587, 0.114).</summary>
    [JsonStringEnumMemberName("gray")]
    Gray,
}
