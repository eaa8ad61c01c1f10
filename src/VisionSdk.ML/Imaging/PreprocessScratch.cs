namespace VisionSdk.ML;

/// <summary>Working memory of one preprocessing call, kept for the next one.</summary>
internal sealed class PreprocessScratch
{
    private float[] _heldRow = [];
    private float[] _canvasRow = [];
    private byte[] _reduced = [];

    public ResampleAxis AxisX { get; } = new();

    public ResampleAxis AxisY { get; } = new();

    public Span<float> HeldRow(int pixels) => Reserve(ref _heldRow, pixels * DecodedImage.BytesPerPixel);

    public Span<float> CanvasRow(int pixels) => Reserve(ref _canvasRow, pixels * DecodedImage.BytesPerPixel);

    public Span<byte> Reduced(ImageSize size) =>
        Reserve(ref _reduced, (int)size.PixelCount * DecodedImage.BytesPerPixel);

    private static Span<T> Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<T>(length);
        }

        return array.AsSpan(0, length);
    }
}
