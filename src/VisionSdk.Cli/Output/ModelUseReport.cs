namespace VisionSdk.Cli;

/// <summary>A model that took part, for programs.</summary>
internal sealed record ModelUseReport(
    string Slot,
    string Id,
    string Version,
    string Sha256,
    ExecutionProvider Provider,
    string? ProviderReason,
    string? Space
)
{
    public static ModelUseReport From(ModelUse use) =>
        new(use.Slot, use.ModelId, use.Version, use.Sha256, use.Provider, use.ProviderReason, use.Space?.Value);

    public static IReadOnlyList<ModelUseReport> From(Provenance provenance) => [.. provenance.Models.Select(From)];
}
