using System.Collections.Immutable;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Stores a calibration: from now on its thresholds hold in its space, for every process that follows the store.</summary>
    /// <param name="request">What was measured, by whom and why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event; it is durable, and earlier ones stay in the history.</returns>
    /// <exception cref="ArgumentException">The calibration has no threshold, thresholds that do not rise, or a text that is empty or too long.</exception>
    /// <exception cref="EmbeddingSpaceMismatchException">The model's embeddings are of another space.</exception>
    /// <exception cref="StoreException">The tenant is unknown, or the database fails.</exception>
    public async Task<StoredCalibration> AddCalibrationAsync(
        CalibrationRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        CalibrationRules.Validate(request);
        return await AddCalibrationAsync(
                request.Tenant,
                request.Model,
                request.Calibration,
                request.Actor,
                request.Reason,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Takes back what holds in a space, so that the model's own thresholds hold again; the history keeps both.</summary>
    /// <param name="model">A model version of the space.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="tenant">The tenant in whose audit the entry is written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event.</returns>
    /// <exception cref="StoreException">The tenant is unknown, or the database fails.</exception>
    public Task<StoredCalibration> WithdrawCalibrationAsync(
        ModelManifest model,
        string actor,
        string? reason = null,
        string tenant = StoreOptions.DefaultTenant,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Text(actor, StoreTables.NameLength, nameof(actor));
        return AddCalibrationAsync(tenant, model, calibration: null, actor, reason, cancellationToken);
    }

    /// <summary>Lists the history of thresholds, the latest event first.</summary>
    /// <param name="space">Only of this space; <see langword="null"/> for all.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events.</returns>
    /// <exception cref="StoreException">A calibration was tampered with, or the database fails.</exception>
    public async Task<ImmutableArray<StoredCalibration>> ListCalibrationsAsync(
        EmbeddingSpaceId? space = null,
        int count = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var digest = space?.Value;
        return
        [
            .. await _contexts
                .ReadAsync(
                    "Listing calibrations",
                    (context, token) =>
                        CalibrationReading.ListAsync(
                            context,
                            rows =>
                                rows.Where(row =>
                                        digest == null
                                        || context.EmbeddingSpaces.Any(found =>
                                            found.Id == row.SpaceId && found.Digest == digest
                                        )
                                    )
                                    .OrderByDescending(static row => row.Id)
                                    .Take(count),
                            token
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];
    }

    /// <summary>Finds the calibration that holds in a space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The last one; <see langword="null"/> when there is none, or when it was taken back.</returns>
    /// <exception cref="StoreException">It was tampered with, or the database fails.</exception>
    public async Task<StoredCalibration?> FindCalibrationAsync(
        EmbeddingSpaceId space,
        CancellationToken cancellationToken = default
    )
    {
        var last = await ListCalibrationsAsync(space, count: 1, cancellationToken).ConfigureAwait(false);
        return last is [{ Calibration: not null } found] ? found : null;
    }

    private async Task<StoredCalibration> AddCalibrationAsync(
        string tenant,
        ModelManifest model,
        SpaceCalibration? calibration,
        string actor,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var tenantId = await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false);
        var key = await ModelKeyAsync(model, cancellationToken).ConfigureAwait(false);
        var work = new CalibrationWork(
            tenantId,
            key.VersionId,
            key.SpaceId!.Value,
            ManifestSpaces.Of(model),
            calibration,
            actor,
            reason
        );
        var id = await _writer.WriteAsync(work.ApplyAsync, cancellationToken).ConfigureAwait(false);
        return await _contexts
            .ReadAsync(
                "Reading a calibration",
                async (context, token) =>
                    (
                        await CalibrationReading
                            .ListAsync(context, rows => rows.Where(row => row.Id == id), token)
                            .ConfigureAwait(false)
                    ).Single(),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
