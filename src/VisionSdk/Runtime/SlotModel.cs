namespace VisionSdk;

/// <summary>A loaded model in the role that it was asked for.</summary>
internal sealed record SlotModel(IVisionModel Model, ModelUse Use)
{
    public static SlotModel Create(string slot, IVisionModel model) =>
        new(
            model,
            new ModelUse
            {
                Slot = slot,
                ModelId = model.Manifest.Id,
                Version = model.Manifest.Version,
                Sha256 = model.Manifest.Artifact.Sha256,
                Space = model.Space,
                RequestedProvider = model.Provider.Requested,
                Provider = model.Provider.Actual,
                ProviderReason = model.Provider.Reason,
            }
        );
}
