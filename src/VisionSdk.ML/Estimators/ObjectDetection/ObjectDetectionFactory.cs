using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Creates the mapping that a saved pipeline detects with.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ObjectDetectionFactory : CustomMappingFactory<SavedSource, ObjectDetectionRow>
{
    public const string Contract = "VisionSdk.DetectObjects.v1";

    public override Action<SavedSource, ObjectDetectionRow> GetMapping()
    {
        var mapping = new SavedMapping<DetectedObjects>(ObjectDetectionFeature.From);
        return (source, row) => row.Fill(mapping.Compute(source, out _));
    }
}
