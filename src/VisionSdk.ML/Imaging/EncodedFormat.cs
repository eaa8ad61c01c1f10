namespace VisionSdk.ML;

/// <summary>The container formats that are decoded.</summary>
internal enum EncodedFormat
{
    Unknown,
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,
}
