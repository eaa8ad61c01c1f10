using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Creates the mapping of a saved pipeline.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ImageEmbeddingFactory : CustomMappingFactory<SavedSource, ImageEmbeddingRow>
{
    public const string Contract = "VisionSdk.EmbedImages.v1";

    public override Action<SavedSource, ImageEmbeddingRow> GetMapping()
    {
        var mapping = new SavedMapping<EmbeddedImage>(ImageEmbeddingFeature.From);
        return (source, row) => row.Fill(mapping.Compute(source, out var length), length);
    }
}
