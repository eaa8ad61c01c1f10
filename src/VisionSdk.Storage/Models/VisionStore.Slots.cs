using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Adds an event to a slot's history: from now on this version plays the role, for every process that follows the store.</summary>
    /// <param name="request">The slot, the version, who and why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event; it is durable.</returns>
    /// <exception cref="StoreException">
    /// The version is unknown, or it is retired or revoked, or of another space than the one that answers while a migration of the slot is open
    /// (<see cref="StoreFailure.Refused"/>), or the slot has a later event than the one that it was asked to follow (<see cref="StoreFailure.Conflict"/>).
    /// </exception>
    /// <remarks>It only writes history down: that the version is loaded and checked first is the client's part.</remarks>
    public Task<SlotActivation> AddActivationAsync(
        SlotActivationRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        Require.Text(request.Slot, StoreTables.NameLength, nameof(request));
        Require.Text(request.Actor, StoreTables.NameLength, nameof(request));
        return _writer.WriteAsync(new SlotActivationWork(request).ApplyAsync, cancellationToken);
    }

    /// <summary>What is live: the last event of each slot.</summary>
    /// <param name="at">What was live at that time; <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events by slot, in ordinal order; a slot without history is not among them.</returns>
    public async Task<ImmutableArray<SlotActivation>> ListActiveAsync(
        DateTimeOffset? at = null,
        CancellationToken cancellationToken = default
    )
    {
        var found = await _contexts
            .ReadAsync(
                "Reading what is live",
                (context, token) =>
                {
                    var past = at is { } time
                        ? context.SlotActivations.Where(row => row.ActivatedAt <= time)
                        : context.SlotActivations;
                    var last = past.GroupBy(static row => row.Slot)
                        .Select(static slot => slot.Max(static row => row.Id));
                    return SlotActivationReading
                        .Of(context, context.SlotActivations.Where(row => last.Contains(row.Id)))
                        .ToListAsync(token);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. found.OrderBy(static activation => activation.Slot, StringComparer.Ordinal)];
    }

    /// <summary>Lists a slot's history, the latest event first.</summary>
    /// <param name="slot">The slot; <see langword="null"/> for all.</param>
    /// <param name="count">How many events at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events.</returns>
    public async Task<ImmutableArray<SlotActivation>> ListActivationsAsync(
        string? slot = null,
        int count = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return
        [
            .. await _contexts
                .ReadAsync(
                    "Reading activations",
                    (context, token) =>
                        SlotActivationReading
                            .Of(context, context.SlotActivations.Where(row => slot == null || row.Slot == slot))
                            .OrderByDescending(static row => row.Sequence)
                            .Take(count)
                            .ToListAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];
    }

    /// <summary>Number of the last event of all slots: when it has not risen, nothing has been activated.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number; 0 when nothing has ever been activated.</returns>
    public Task<long> LastActivationAsync(CancellationToken cancellationToken = default) =>
        _contexts.ReadAsync(
            "Reading the last activation",
            static async (context, token) =>
                await context.SlotActivations.MaxAsync(static row => (long?)row.Id, token).ConfigureAwait(false) ?? 0,
            cancellationToken
        );
}
