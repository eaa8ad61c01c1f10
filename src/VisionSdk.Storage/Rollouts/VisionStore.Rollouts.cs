using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Begins a rollout: from now on every process that follows the store tries the candidate.</summary>
    /// <param name="start">The slot, the candidate and how it is tried.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rollout.</returns>
    /// <exception cref="StoreException">
    /// The version is unknown, retired or revoked, or the slot has a running rollout already (<see cref="StoreFailure.Conflict"/>).
    /// </exception>
    public Task<RolloutRecord> StartRolloutAsync(RolloutStart start, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        Require.Text(start.Slot, StoreTables.NameLength, nameof(start));
        Require.Text(start.Actor, StoreTables.NameLength, nameof(start));
        return _writer.EnsureAsync((scope, token) => RolloutWork.StartAsync(scope, start, token), cancellationToken);
    }

    /// <summary>Lists rollouts, the latest first.</summary>
    /// <param name="slot">The slot; <see langword="null"/> for all.</param>
    /// <param name="state">Only those that stand there; <see langword="null"/> for all.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rollouts.</returns>
    public async Task<ImmutableArray<RolloutRecord>> ListRolloutsAsync(
        string? slot = null,
        RolloutState? state = null,
        int count = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return
        [
            .. await _contexts
                .ReadAsync(
                    "Reading rollouts",
                    (context, token) =>
                        RolloutReading
                            .Of(
                                context,
                                context.Rollouts.Where(row =>
                                    (slot == null || row.Slot == slot) && (state == null || row.State == state)
                                )
                            )
                            .OrderByDescending(static row => row.Id)
                            .Take(count)
                            .ToListAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];
    }

    /// <summary>Finds a rollout by its number; <see langword="null"/> when there is none.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rollout.</returns>
    public Task<RolloutRecord?> FindRolloutAsync(long id, CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync(
            "Reading a rollout",
            (context, token) =>
                RolloutReading.Of(context, context.Rollouts.Where(row => row.Id == id)).SingleOrDefaultAsync(token),
            cancellationToken
        );

    /// <summary>Ends a rollout.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ending">How, who and why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rollout; <see langword="null"/> when it does not run any more: of two who end it the first does.</returns>
    public Task<RolloutRecord?> EndRolloutAsync(
        long id,
        RolloutEnding ending,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(ending);
        Require.Text(ending.Actor, StoreTables.NameLength, nameof(ending));
        ArgumentOutOfRangeException.ThrowIfEqual((int)ending.State, (int)RolloutState.Running, nameof(ending));
        return _writer.WriteAsync((scope, token) => RolloutWork.EndAsync(scope, id, ending, token), cancellationToken);
    }

    /// <summary>Activates a rollout's candidate and ends the rollout, both or neither.</summary>
    /// <param name="id">The rollout's number.</param>
    /// <param name="request">The event in the slot's history.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event.</returns>
    /// <exception cref="StoreException">The rollout does not run any more (<see cref="StoreFailure.Conflict"/>), or as for <see cref="AddActivationAsync"/>.</exception>
    public Task<SlotActivation> PromoteRolloutAsync(
        long id,
        SlotActivationRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        Require.Text(request.Slot, StoreTables.NameLength, nameof(request));
        Require.Text(request.Actor, StoreTables.NameLength, nameof(request));
        return _writer.WriteAsync(
            (scope, token) => RolloutWork.PromoteAsync(scope, id, request, token),
            cancellationToken
        );
    }

    /// <summary>Adds to a rollout's counters; those that are new begin at 0.</summary>
    /// <param name="id">The rollout's number.</param>
    /// <param name="counts">What is added, each name once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes when it is durable.</returns>
    public Task AddRolloutCountsAsync(
        long id,
        IReadOnlyCollection<RolloutCount> counts,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(counts);
        return _writer.WriteAsync(
            (scope, token) => RolloutCounting.AddAsync(scope, id, counts, token),
            cancellationToken
        );
    }

    /// <summary>Reads a rollout's counters, as all processes together have counted.</summary>
    /// <param name="id">The rollout's number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The counters, in no order.</returns>
    public async Task<ImmutableArray<RolloutCount>> ReadRolloutCountsAsync(
        long id,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. await _contexts
                .ReadAsync(
                    "Reading a rollout's counters",
                    (context, token) =>
                        context
                            .RolloutCounts.Where(row => row.RolloutId == id)
                            .Select(static row => new RolloutCount(row.Operation, row.Name, row.Value))
                            .ToListAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];
}
