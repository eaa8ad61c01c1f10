using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>How a store's schema stands, for programs.</summary>
internal sealed record DbReport(
    string Store,
    StoreSchemaState Schema,
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> Pending,
    bool MigrationLocked
)
{
    public static DbReport From(StoreProvider provider, StoreSchemaStatus status) =>
        new(provider.Description, status.State, [.. status.Applied], [.. status.Pending], status.IsLocked);
}
