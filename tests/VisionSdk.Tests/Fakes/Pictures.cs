namespace VisionSdk.Tests;

/// <summary>Pictures that cost nothing.</summary>
internal static class Pictures
{
    /// <summary>A grey picture; its size is what fakes tell pictures apart by.</summary>
    public static ImageSource Sized(int width, int height) =>
        ImageSource.FromPixels(new byte[width * height], width, height, PixelFormat.Gray8);

    /// <summary>Bytes that are no picture.</summary>
    public static ImageSource Damaged() => ImageSource.FromBytes("not a picture"u8.ToArray());
}
