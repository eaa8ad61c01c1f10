namespace VisionSdk.Storage;

/// <summary>Reads which calibrations hold, in a store that need not be open or even exist: it opens no key and creates nothing.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class StoreCalibrations
{
    // The migration by which calibrations came.
    private const string FirstMigration = "_Calibrations";

    private readonly StoreContexts _contexts;
    private readonly StoreSchema _schema;

    /// <summary>Names the database.</summary>
    /// <param name="provider">The database.</param>
    public StoreCalibrations(StoreProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _contexts = new StoreContexts(provider, new StoreOptions(), TimeProvider.System);
        _schema = new StoreSchema(provider);
    }

    /// <summary>Reads what holds.</summary>
    /// <param name="known">What was read before; it comes back when nothing has happened since, at the price of one small query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What holds; <see cref="CurrentCalibrations.None"/> when there is no store, or one that is older than calibrations are.</returns>
    /// <exception cref="StoreException">
    /// The database belongs to something else, it was there before and is gone, a calibration was tampered with, or the database fails.
    /// </exception>
    public async Task<CurrentCalibrations> ReadAsync(
        CurrentCalibrations? known = null,
        CancellationToken cancellationToken = default
    )
    {
        var isThere = known is not null && !ReferenceEquals(known, CurrentCalibrations.None);
        if (isThere && !_contexts.Provider.MayExist)
        {
            throw new StoreException(
                StoreFailure.Unavailable,
                $"{_contexts.Provider.Description} is gone; it was there before. Restore it, or restart the application to go on without it."
            );
        }

        return isThere || await ExistAsync(cancellationToken).ConfigureAwait(false)
            ? await _contexts
                .ReadAsync(
                    "Reading calibrations",
                    (context, token) => CalibrationReading.CurrentAsync(context, known, token),
                    cancellationToken
                )
                .ConfigureAwait(false)
            : CurrentCalibrations.None;
    }

    private async Task<bool> ExistAsync(CancellationToken cancellationToken)
    {
        if (!_contexts.Provider.MayExist)
        {
            return false;
        }

        var status = await _schema.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        if (status.State == StoreSchemaState.Foreign)
        {
            _schema.ThrowIfUnusable(status);
        }

        return status.State != StoreSchemaState.Missing
            && !status.Pending.Any(static name => name.EndsWith(FirstMigration, StringComparison.Ordinal));
    }
}
