using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>A registered model version, for programs.</summary>
internal sealed record VersionReport(
    string Id,
    string Version,
    VisionTask Task,
    ModelVersionState State,
    string Sha256,
    string? Space,
    bool Signed,
    DateTimeOffset RegisteredAt
)
{
    public static VersionReport From(ModelVersionRecord record) =>
        new(
            record.ModelId,
            record.Version,
            record.Task,
            record.State,
            record.Sha256,
            record.Space?.Value,
            !record.Signature.IsEmpty,
            record.RegisteredAt
        );
}
