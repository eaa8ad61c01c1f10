namespace VisionSdk.ML;

/// <summary>The texts of <see cref="ImageDecodeException"/>, in one place so that they read alike.</summary>
internal static class ImageErrors
{
    public static ImageDecodeException TooManyBytes(ImageSource source, long bytes, long limit) =>
        new(
            ImageDecodeFailure.TooManyBytes,
            $"Image '{source}' has at least {bytes} bytes; the limit is {limit}. Raise ImageLimits.MaxBytes if such files are expected."
        );

    public static ImageDecodeException TooManyPixels(ImageSource source, ImageSize size, ImageLimits limits) =>
        new(
            ImageDecodeFailure.TooManyPixels,
            $"Image '{source}' is {size} pixels; the limits are {limits.MaxPixels} pixels and {limits.MaxSide} per side. "
                + "Raise ImageLimits.MaxPixels or MaxSide if such pictures are expected."
        );

    public static ImageDecodeException Undecodable(ImageSource source, string found) =>
        new(
            ImageDecodeFailure.Undecodable,
            $"Image '{source}' cannot be decoded: {found}. Expected an undamaged JPEG, PNG, WebP, GIF or BMP."
        );

    public static ImageDecodeException Truncated(ImageSource source) =>
        new(
            ImageDecodeFailure.Truncated,
            $"Image '{source}' ends before its last pixel. Send the whole file, or set ImageLimits.AllowTruncated to use what is there."
        );

    public static ImageDecodeException Unreadable(ImageSource source, Exception cause) =>
        new(ImageDecodeFailure.Unreadable, $"Image '{source}' cannot be read: {cause.Message}", cause);
}
