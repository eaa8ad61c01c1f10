using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Opens pictures that this library has cut out itself.</summary>
internal static class CropPictures
{
    private static readonly ImageDecoder Decoder = new();

    public static EncodedImage Open(ReadOnlyMemory<byte> crop) => Decoder.Open(ImageSource.FromBytes(crop));
}
