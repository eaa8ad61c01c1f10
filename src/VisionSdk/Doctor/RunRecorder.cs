using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Runs one network under different readings of its input.</summary>
internal sealed class RunRecorder(InferenceEngine engine, CancellationToken cancellationToken)
{
    public ModelManifest Manifest => engine.Manifest;

    public InferenceEngine Engine => engine;

    public RecordedRun Whole(DecodedImage image, ModelInput input) =>
        Region(image, input, new BoundingBox(0, 0, image.SourceSize.Width, image.SourceSize.Height));

    public RecordedRun Region(DecodedImage image, ModelInput input, BoundingBox region)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = engine.Rent();
        var placement = new ImagePreprocessor(input).Write(image, region, slot.InputSize, slot.Input(0));
        return Run(slot, placement);
    }

    public RecordedRun Chip(DecodedImage image, ModelInput input, SimilarityTransform chipToImage)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = engine.Rent();
        new ImagePreprocessor(input).WriteAligned(image, chipToImage, slot.InputSize, slot.Input(0));
        return Run(slot, default);
    }

    private RecordedRun Run(InferenceSlot slot, Letterbox placement)
    {
        slot.Run(1);
        var outputs = slot.Outputs(0);
        var tensors = Enumerable.Range(0, Manifest.Output.Tensors.Length);
        return new RecordedRun(
            [.. tensors.Select(index => outputs.Values(index).ToArray())],
            [.. tensors.Select(index => outputs.Shape(index).ToArray())],
            placement
        );
    }
}
