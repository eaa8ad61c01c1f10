using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Something to embed: a region of a photo, or an aligned chip.</summary>
internal sealed record EmbeddingSubject(DecodedImage Image, BoundingBox Region, SimilarityTransform? Chip)
{
    // As far as landmarks or boxes of two photos of one person differ.
    private const float MovedBy = 0.04f;
    private const float MovedScale = 1.06f;

    public RecordedRun Run(RunRecorder runs, ModelInput input, bool moved)
    {
        if (Chip is not { } chip)
        {
            return runs.Region(Image, input, moved ? Moved(Region) : Region);
        }

        var side = input.Width;
        var shifted = moved
            ? new SimilarityTransform(
                chip.A * MovedScale,
                chip.B * MovedScale,
                chip.Tx + (chip.Scale * side * (MovedBy - ((MovedScale - 1) / 2))),
                chip.Ty + (chip.Scale * side * (MovedBy - ((MovedScale - 1) / 2)))
            )
            : chip;
        return runs.Chip(Image, input, shifted);
    }

    private static BoundingBox Moved(BoundingBox region)
    {
        var grown = region.ScaleAboutCenter(MovedScale);
        return grown with { X = grown.X + (MovedBy * region.Width), Y = grown.Y + (MovedBy * region.Height) };
    }
}
