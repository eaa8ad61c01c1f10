using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Tries candidate versions on live traffic: in the shadow of the present version, or on a share of the requests.</summary>
/// <remarks>
/// <para>
/// Detections, verifications, claims and identifications take part; enrolments, rejections, analyses and bare embeddings are always the present
/// version's. Every process that follows the store takes part within <see cref="ModelRuntimeOptions.FollowInterval"/> and the time of a load.
/// </para>
/// <para>
/// The same subject is always treated alike: the identity that is claimed, the <see cref="RolloutKey"/> of the call, or else the picture. A larger
/// share keeps everybody who was in. What the candidate fails at, the present version answers: see <see cref="Provenance.Rollout"/>.
/// </para>
/// <para>Safe for concurrent use. Every method opens the store, and may throw <see cref="StoreException"/> when that fails.</para>
/// </remarks>
public interface IRollouts
{
    /// <summary>Begins a rollout. The candidate is loaded, checked, warmed up and compared with the present version first, as for an activation.</summary>
    /// <param name="slot">The role, such as <c>faces/embedder</c>.</param>
    /// <param name="candidate">The model, <c>id</c> or <c>id@version</c>.</param>
    /// <param name="options">How it is tried; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; nothing is begun.</param>
    /// <returns>The rollout. This process takes part in it already.</returns>
    /// <exception cref="ArgumentException">The slot is not configured, or a value is out of range.</exception>
    /// <exception cref="ModelLoadException">The candidate is not registered, or cannot be loaded, or its outputs are not what they must be.</exception>
    /// <exception cref="ModelActivationException">It is for another task, too slow, or plays the role already.</exception>
    /// <exception cref="StoreException">It is retired or revoked, or the slot has a running rollout already (<see cref="StoreFailure.Conflict"/>).</exception>
    Task<RolloutRecord> StartAsync(
        string slot,
        string candidate,
        RolloutOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists rollouts, the latest first.</summary>
    /// <param name="slot">The role; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rollouts.</returns>
    Task<ImmutableArray<RolloutRecord>> ListAsync(string? slot = null, CancellationToken cancellationToken = default);

    /// <summary>Reports what the running rollout of a slot has found, or else the last one.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The report, over all processes; what this process has counted is written down first.</returns>
    /// <exception cref="StoreException">The slot has never had a rollout (<see cref="StoreFailure.UnknownRollout"/>).</exception>
    Task<RolloutReport> GetReportAsync(string slot, CancellationToken cancellationToken = default);

    /// <summary>Reports what a rollout has found.</summary>
    /// <param name="rollout">Its number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The report.</returns>
    /// <exception cref="StoreException">There is no such rollout (<see cref="StoreFailure.UnknownRollout"/>).</exception>
    Task<RolloutReport> GetReportAsync(long rollout, CancellationToken cancellationToken = default);

    /// <summary>Activates the candidate of the running rollout, as <see cref="IModelRegistry.ActivateAsync"/> does, and ends the rollout with it.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="options">Who, why, and what is allowed; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; the rollout goes on.</param>
    /// <returns>The event in the slot's history.</returns>
    /// <exception cref="ModelActivationException">The gallery has not moved to its space, or it is too slow.</exception>
    /// <exception cref="StoreException">No rollout runs in the slot (<see cref="StoreFailure.UnknownRollout"/>), or it has just ended (<see cref="StoreFailure.Conflict"/>).</exception>
    Task<SlotActivation> PromoteAsync(
        string slot,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Ends the running rollout of a slot; the present version goes on serving alone.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="actor">Who does it, for the report, at most 128 characters.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rollout.</returns>
    /// <exception cref="StoreException">No rollout runs in the slot (<see cref="StoreFailure.UnknownRollout"/>).</exception>
    Task<RolloutRecord> AbortAsync(
        string slot,
        string actor = "application",
        string? reason = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Looks at once which rollouts run, writes down what was counted and recorded, and lets the rules decide, instead of waiting for the next time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it is done.</returns>
    Task RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Judges recorded decisions again with another version, where their pictures are kept.</summary>
    /// <param name="model">The model, <c>id</c> or <c>id@version</c>.</param>
    /// <param name="options">Which decisions; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Which decisions stay the same, which flip, and which cannot be judged again and why.</returns>
    /// <exception cref="ModelLoadException">The model is not registered or cannot be loaded.</exception>
    Task<ReplayReport> ReplayAsync(
        string model,
        ReplayOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Tells what became of the decisions that this process was to record. Asks nobody.</summary>
    /// <returns>The counts.</returns>
    DecisionRecordingStatus GetRecordingStatus();
}
