using Microsoft.ML.Transforms;

namespace VisionSdk.ML;

/// <summary>Creates the first mapping of a saved composition.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SavedInputsFactory : CustomMappingFactory<SavedInputs.Nothing, SavedInputs>
{
    public const string Contract = "VisionSdk.Inputs.v1";

    public override Action<SavedInputs.Nothing, SavedInputs> GetMapping() => static (_, _) => { };
}
