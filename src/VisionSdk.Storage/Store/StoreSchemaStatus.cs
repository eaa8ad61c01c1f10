using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>How a database's schema stands.</summary>
/// <param name="State">In one word.</param>
/// <param name="Applied">Migrations that are applied, oldest first.</param>
/// <param name="Pending">Migrations that this version has and the database has not, oldest first.</param>
/// <param name="IsLocked">Whether a migration is running, or was cut off and left its lock.</param>
public sealed record StoreSchemaStatus(
    StoreSchemaState State,
    ImmutableArray<string> Applied,
    ImmutableArray<string> Pending,
    bool IsLocked
);
