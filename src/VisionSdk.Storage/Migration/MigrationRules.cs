namespace VisionSdk.Storage;

/// <summary>What may follow what in a move.</summary>
internal static class MigrationRules
{
    public static bool IsOpen(EmbeddingMigrationState state) =>
        state
            is EmbeddingMigrationState.Running
                or EmbeddingMigrationState.CutOver
                or EmbeddingMigrationState.RolledBack;

    /// <exception cref="StoreException">Nothing is made for it any more (<see cref="StoreFailure.Conflict"/>).</exception>
    public static void ThrowIfEnded(SpaceMigrationRow row)
    {
        if (!IsOpen(row.State))
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"Migration {row.Id} of slot '{row.Slot}' is {row.State}: nothing is moved for it any more."
            );
        }
    }

    /// <exception cref="StoreException">The move is in none of these states (<see cref="StoreFailure.Conflict"/>).</exception>
    public static void ThrowUnless(
        SpaceMigrationRow row,
        string operation,
        params ReadOnlySpan<EmbeddingMigrationState> states
    )
    {
        if (!states.Contains(row.State))
        {
            throw new StoreException(
                StoreFailure.Conflict,
                $"{operation} needs a migration that is {string.Join(" or ", states.ToArray())}; migration {row.Id} of slot '{row.Slot}' is {row.State}."
            );
        }
    }
}
