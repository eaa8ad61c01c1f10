using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Creates the mapping of a saved pipeline.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ImagePreprocessingFactory : CustomMappingFactory<SavedSource, ImagePreprocessingRow>
{
    public const string Contract = "VisionSdk.PreprocessImages.v1";

    public override Action<SavedSource, ImagePreprocessingRow> GetMapping()
    {
        var mapping = new SavedMapping<PreprocessedImage>(ImagePreprocessingFeature.From);
        return (source, row) =>
        {
            var computed = mapping.Compute(source, out var length);
            using var tensor = computed.Value;
            row.Fill(computed, length);
        };
    }
}
