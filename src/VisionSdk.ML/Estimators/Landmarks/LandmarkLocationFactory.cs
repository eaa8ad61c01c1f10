using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Creates the mapping of a saved pipeline.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class LandmarkLocationFactory : CustomMappingFactory<SavedSource, LandmarkLocationRow>
{
    public const string Contract = "VisionSdk.LocateLandmarks.v1";

    public override Action<SavedSource, LandmarkLocationRow> GetMapping()
    {
        var mapping = new SavedMapping<LocatedLandmarks>(LandmarkLocationFeature.From);
        return (source, row) => row.Fill(mapping.Compute(source, out var length), length);
    }
}
