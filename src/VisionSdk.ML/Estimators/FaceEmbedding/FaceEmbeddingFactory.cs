using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Creates the mapping of a saved pipeline.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class FaceEmbeddingFactory : CustomMappingFactory<SavedSource, FaceEmbeddingRow>
{
    public const string Contract = "VisionSdk.EmbedFaces.v1";

    public override Action<SavedSource, FaceEmbeddingRow> GetMapping()
    {
        var mapping = new SavedMapping<EmbeddedFace>(FaceEmbeddingFeature.From);
        return (source, row) => row.Fill(mapping.Compute(source, out var length), length);
    }
}
