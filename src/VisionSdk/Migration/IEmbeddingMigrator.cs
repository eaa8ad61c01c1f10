using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>
/// Moves enrolled identities to the embedding space of another model while recognition and enrolment go on, switches in one transaction when
/// everybody is there and the new space recognises as well, and switches back as long as the old space is kept.
/// </summary>
/// <remarks>
/// <para>
/// A move belongs to a slot and covers the galleries of all tenants and of every profile that uses it. Vectors are made from the pictures that
/// were kept at enrolment (<see cref="VisionStoreOptions.KeepCrops"/>), which are what the enrolled vectors were made from too: with the same
/// detector and landmark versions, a moved vector equals, bit for bit, the one that enrolling in the new space would have given. Of
/// identities without a picture the vectors are mapped by a <see cref="ML.SpaceBridge"/>, flagged, and listed to be enrolled again.
/// </para>
/// <para>
/// All progress is in the store. Any number of processes may run the same move, and any of them may be killed at any time. While a move is open,
/// clients enrol into both spaces; whoever enrols without doing so is put on the list by the store itself.
/// </para>
/// <para>Safe for concurrent use. Every method opens the store, and may throw <see cref="StoreException"/>.</para>
/// </remarks>
public interface IEmbeddingMigrator
{
    /// <summary>Begins a move. Nothing is computed yet, and nothing changes for requests.</summary>
    /// <param name="model">The embedder to move to, <c>id</c> or <c>id@version</c>; registered, and of another space than the present one.</param>
    /// <param name="options">The slot, who and why; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Where it stands.</returns>
    /// <exception cref="ModelLoadException">The model is not registered, or cannot be loaded.</exception>
    /// <exception cref="StoreException">The model has the slot's own space (<see cref="StoreFailure.Refused"/>), or the slot is being moved already (<see cref="StoreFailure.Conflict"/>).</exception>
    Task<MigrationStatus> StartAsync(
        string model,
        MigrationStartOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Works until everybody has been moved, or until it is cancelled; what was done stays done.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Is told after every batch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where it stands.</returns>
    /// <exception cref="StoreException">The slot is not being moved (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    Task<MigrationStatus> RunAsync(
        string slot = VisionSlots.FaceEmbedder,
        MigrationRunOptions? options = null,
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Tells where a slot's last move stands.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status; <see langword="null"/> when the slot has never been moved.</returns>
    Task<MigrationStatus?> GetStatusAsync(
        string slot = VisionSlots.FaceEmbedder,
        CancellationToken cancellationToken = default
    );

    /// <summary>Compares the two spaces on the gallery's own pairs, or on pairs of the caller, and writes the verdict down.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="options">The rates, the margin and the pairs; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was measured, and the verdict.</returns>
    /// <exception cref="StoreException">The slot is not being moved (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    Task<MigrationGateReport> EvaluateGateAsync(
        string slot = VisionSlots.FaceEmbedder,
        MigrationGateOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lets the new space answer. Checks and switch are one transaction; this process answers in the new space when the call returns.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="options">Who, why, and what is allowed; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; nothing has changed then.</param>
    /// <returns>The event in the slot's history; other processes follow it.</returns>
    /// <exception cref="ModelLoadException">The new model cannot be loaded.</exception>
    /// <exception cref="ModelActivationException">The new model is too slow.</exception>
    /// <exception cref="StoreException">
    /// Identities wait, or somebody has changed the slot since (<see cref="StoreFailure.Conflict"/>); or the gate has not passed, or too many
    /// identities would be lost (<see cref="StoreFailure.Refused"/>).
    /// </exception>
    Task<SlotActivation> CutOverAsync(
        string slot = VisionSlots.FaceEmbedder,
        MigrationCutOverOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lets the old space answer again. Possible until the move is finished.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="options">Who and why; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; nothing has changed then.</param>
    /// <returns>The event in the slot's history; other processes follow it.</returns>
    /// <exception cref="StoreException">The move has not been cut over, or somebody has changed the slot since (<see cref="StoreFailure.Conflict"/>).</exception>
    Task<SlotActivation> RollbackAsync(
        string slot = VisionSlots.FaceEmbedder,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Drops the vectors of the old space, so that there is no way back. Interrupted, it can be called again.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="actor">Who finishes, for the audit.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>How many vectors were dropped; those of identities that the new space does not have are kept.</returns>
    /// <exception cref="StoreException">The move has not been cut over (<see cref="StoreFailure.Conflict"/>).</exception>
    Task<int> FinishAsync(
        string slot = VisionSlots.FaceEmbedder,
        string actor = "application",
        CancellationToken cancellationToken = default
    );

    /// <summary>Gives the move up and drops the vectors of the new space. Interrupted, it can be called again.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="actor">Who gives up, for the audit.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>How many vectors were dropped.</returns>
    /// <exception cref="StoreException">The new space answers; roll back first (<see cref="StoreFailure.Conflict"/>).</exception>
    Task<int> AbandonAsync(
        string slot = VisionSlots.FaceEmbedder,
        string actor = "application",
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists who should be enrolled again after the slot's last move: mapped for want of a picture, or not moved at all.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identities; whoever has been enrolled again is not among them.</returns>
    /// <exception cref="StoreException">The slot has never been moved (<see cref="StoreFailure.UnknownMigration"/>).</exception>
    Task<ImmutableArray<ReenrolmentCandidate>> ListReenrolAsync(
        string slot = VisionSlots.FaceEmbedder,
        CancellationToken cancellationToken = default
    );
}
