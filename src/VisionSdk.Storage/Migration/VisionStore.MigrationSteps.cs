namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    // Small enough that enrolments get their turn in between.
    private const int DroppedTogether = 1000;

    /// <summary>Writes down what comparing the two spaces has said.</summary>
    /// <param name="id">The move.</param>
    /// <param name="gate">The verdict.</param>
    /// <param name="report">What was measured; no personal data.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it is durable.</returns>
    /// <exception cref="StoreException">There is no such move, or it has ended (<see cref="StoreFailure.Conflict"/>).</exception>
    public Task RecordGateAsync(
        int id,
        MigrationGate gate,
        string report,
        CancellationToken cancellationToken = default
    ) =>
        ChangeMigrationAsync(
            id,
            row =>
            {
                row.Gate = gate;
                row.GateReport = report;
            },
            cancellationToken
        );

    /// <summary>Writes down what was measured of the bridge.</summary>
    /// <param name="id">The move.</param>
    /// <param name="report">What was measured; no personal data.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it is durable.</returns>
    /// <exception cref="StoreException">There is no such move, or it has ended (<see cref="StoreFailure.Conflict"/>).</exception>
    public Task RecordBridgeAsync(int id, string report, CancellationToken cancellationToken = default) =>
        ChangeMigrationAsync(id, row => row.BridgeReport = report, cancellationToken);

    /// <summary>Lets the new space answer, when everybody has been moved and the gate agrees: checks and switch are one transaction.</summary>
    /// <param name="request">The move, who and why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event in the slot's history; it is durable, and other processes follow it.</returns>
    /// <exception cref="StoreException">
    /// Identities wait, or somebody has changed the slot since (<see cref="StoreFailure.Conflict"/>); or the gate has not passed, or too many
    /// identities would be lost (<see cref="StoreFailure.Refused"/>). Nothing was changed.
    /// </exception>
    public Task<SlotActivation> CutOverAsync(CutOverRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require.Text(request.Actor, StoreTables.NameLength, nameof(request));
        return request.AllowedMissing is >= 0 and <= 1
            ? _writer.WriteAsync(new CutOverWork(request).ApplyAsync, cancellationToken)
            : throw new ArgumentOutOfRangeException(
                nameof(request),
                request.AllowedMissing,
                "The allowed share of missing identities is in [0, 1]."
            );
    }

    /// <summary>Lets the old space answer again. The new one is kept, and enrolments go on into both.</summary>
    /// <param name="id">The move.</param>
    /// <param name="actor">Who rolls back, at most 128 characters.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event in the slot's history; it is durable, and other processes follow it.</returns>
    /// <exception cref="StoreException">
    /// The move has not been cut over or is finished, or somebody has changed the slot since (<see cref="StoreFailure.Conflict"/>).
    /// </exception>
    /// <remarks>It waits for nothing: <see cref="EmbeddingMigrationCounts.MissingInOld"/> tells how many identities the old space does not have yet.</remarks>
    public Task<SlotActivation> RollBackMigrationAsync(
        int id,
        string actor,
        string? reason = null,
        CancellationToken cancellationToken = default
    )
    {
        Require.Text(actor, StoreTables.NameLength, nameof(actor));
        return _writer.WriteAsync(new MigrationRollBackWork(id, actor, reason).ApplyAsync, cancellationToken);
    }

    /// <summary>Drops the old space's vectors, so that there is no way back. Interrupted, it can be called again.</summary>
    /// <param name="id">The move; it has been cut over.</param>
    /// <param name="actor">Who finishes, at most 128 characters.</param>
    /// <param name="cancellationToken">Ends the wait between two transactions.</param>
    /// <returns>How many vectors were dropped. Those of identities that the new space does not have are kept.</returns>
    /// <exception cref="StoreException">The move has not been cut over (<see cref="StoreFailure.Conflict"/>).</exception>
    public Task<int> FinishMigrationAsync(int id, string actor, CancellationToken cancellationToken = default) =>
        EndMigrationAsync(id, dropsOld: true, actor, cancellationToken);

    /// <summary>Gives a move up and drops the new space's vectors. Interrupted, it can be called again.</summary>
    /// <param name="id">The move; it has not been cut over, or it has been rolled back.</param>
    /// <param name="actor">Who gives up, at most 128 characters.</param>
    /// <param name="cancellationToken">Ends the wait between two transactions.</param>
    /// <returns>How many vectors were dropped. Those of identities that the old space does not have are kept.</returns>
    /// <exception cref="StoreException">The new space answers, by the move or past it, or the move has ended (<see cref="StoreFailure.Conflict"/>).</exception>
    public Task<int> AbandonMigrationAsync(int id, string actor, CancellationToken cancellationToken = default) =>
        EndMigrationAsync(id, dropsOld: false, actor, cancellationToken);

    private async Task<int> EndMigrationAsync(int id, bool dropsOld, string actor, CancellationToken cancellationToken)
    {
        Require.Text(actor, StoreTables.NameLength, nameof(actor));
        var end = new MigrationEndWork(id, dropsOld, actor);
        await _writer.WriteAsync(end.BeginAsync, cancellationToken).ConfigureAwait(false);
        var dropped = 0;
        var drop = new SpaceDropWork(id, dropsOld, DroppedTogether);
        while (await _writer.WriteAsync(drop.ApplyAsync, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            dropped += count;
        }

        await _writer.WriteAsync(end.CompleteAsync, cancellationToken).ConfigureAwait(false);
        await SyncGalleriesAsync(cancellationToken).ConfigureAwait(false);
        await ScrubAsync(cancellationToken).ConfigureAwait(false);
        return dropped;
    }

    private Task<bool> ChangeMigrationAsync(
        int id,
        Action<SpaceMigrationRow> change,
        CancellationToken cancellationToken
    ) =>
        _writer.WriteAsync(
            async (scope, token) =>
            {
                var row = await MigrationReading.RequireAsync(scope.Context, id, token).ConfigureAwait(false);
                MigrationRules.ThrowIfEnded(row);
                change(row);
                row.Version++;
                await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );
}
