namespace VisionSdk.ML;

/// <summary>Preprocessing without a network.</summary>
internal sealed class ImagePreprocessingFunction(ModelInput input) : PictureFunction<PreprocessedImage>
{
    private readonly ImagePreprocessor _preprocessor = new(input);
    private readonly int _length = checked((int)(input.Size.PixelCount * input.Channels));

    public override int BatchSize => 1;

    public override void Compute(
        ReadOnlySpan<PictureRow> rows,
        Span<PreprocessedImage?> results,
        CancellationToken cancellationToken
    )
    {
        using var decoded = DecodedRows.Decode(
            rows,
            (image, _) => image.ScaleFor(input.Size, input.Resize),
            cancellationToken
        );
        for (var i = 0; i < decoded.Images.Count; i++)
        {
            var result = new PreprocessedImage(_length);
            result.Placement = _preprocessor.Write(decoded.Images[i], region: null, input.Size, result.Tensor);
            results[decoded.Rows[i]] = result;
        }
    }

    protected override void Dispose(bool disposing) { }
}
