namespace VisionSdk.ML;

/// <summary>Tells the format from the first bytes, so that no other parser of the codec library ever sees a stranger's file.</summary>
internal static class EncodedFormatSniffer
{
    public static EncodedFormat Sniff(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => EncodedFormat.Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => EncodedFormat.Png,
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
                EncodedFormat.WebP,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => EncodedFormat.Gif,
            [(byte)'B', (byte)'M', ..] => EncodedFormat.Bmp,
            _ => EncodedFormat.Unknown,
        };
}
