using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Records decisions, in one transaction.</summary>
    /// <param name="decisions">The decisions with the pictures that are to be kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were recorded: those whose identity has been erased meanwhile are not.</returns>
    /// <remarks>
    /// A picture is sealed by the key of its decision's identity, so that an erasure reaches it wherever it is copied; where no identity is
    /// named, by a key of the decision alone, which a purge destroys.
    /// </remarks>
    public async Task<int> AddDecisionsAsync(
        IReadOnlyList<DecisionRecord> decisions,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var owners = await CreateDecisionKeysAsync(decisions, cancellationToken).ConfigureAwait(false);
        var prepared = new List<DecisionRecording.SealedDecision>(decisions.Count);
        foreach (var decision in decisions)
        {
            if (await SealAsync(decision, cancellationToken).ConfigureAwait(false) is { } ready)
            {
                prepared.Add(ready);
            }
        }

        try
        {
            var left = await _writer
                .WriteAsync(new DecisionRecording(prepared).ApplyAsync, cancellationToken)
                .ConfigureAwait(false);
            return prepared.Count - left.Length;
        }
        catch when (owners.Length > 0)
        {
            await _vault!.DestroyAsync(owners, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lists recorded decisions without their pictures, the earliest first.</summary>
    /// <param name="query">Which ones; <see langword="null"/> for the first hundred of all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The decisions.</returns>
    public async Task<ImmutableArray<DecisionRecord>> ListDecisionsAsync(
        DecisionQuery? query = null,
        CancellationToken cancellationToken = default
    )
    {
        query ??= new DecisionQuery();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Count, nameof(query));
        return
        [
            .. await _contexts
                .ReadAsync(
                    "Reading decisions",
                    (context, token) =>
                        DecisionReading
                            .Of(context, DecisionReading.Where(context, query))
                            .Take(query.Count)
                            .ToListAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];
    }

    /// <summary>Opens the pictures that are kept of a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The pictures in their order; empty when none are kept, or they can be read no more.</returns>
    public async Task<ImmutableArray<DecisionCrop>> ReadDecisionCropsAsync(
        DecisionRecord decision,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        var id = decision.Id;
        var rows = await _contexts
            .ReadAsync(
                "Reading a decision's pictures",
                (context, token) =>
                    context
                        .DecisionCrops.AsNoTracking()
                        .Where(row => row.DecisionId == id)
                        .OrderBy(static row => row.Ordinal)
                        .ToListAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        using var cipher =
            rows.Count == 0
                ? null
                : await FindCipherAsync(decision.IdentityId ?? id, cancellationToken).ConfigureAwait(false);
        return cipher is null
            ? []
            :
            [
                .. rows.Select(row => new DecisionCrop(
                    cipher.Open(SealPurpose.DecisionCrop(id, row.Ordinal), row.Scheme, row.Content),
                    row.MediaType
                )),
            ];
    }

    /// <summary>Deletes the decisions whose retention has ended, and the keys of their pictures.</summary>
    private async Task<int> PurgeDecisionsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        while (true)
        {
            var due = await _contexts
                .ReadAsync(
                    "Finding decisions that are due",
                    (context, token) =>
                        context
                            .Decisions.Where(row => row.RetainUntil <= now)
                            .OrderBy(static row => row.RetainUntil)
                            .Select(static row => row.Id)
                            .Take(PurgeChunk)
                            .ToListAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (due.Count == 0)
            {
                return deleted;
            }

            // The keys first: what is left when this is cut off can be read no more, and the next purge finds the rows.
            if (_vault is not null)
            {
                await _vault.DestroyAsync(due, cancellationToken).ConfigureAwait(false);
            }

            deleted += await _writer
                .WriteAsync(
                    (scope, token) =>
                        scope.Context.Decisions.Where(row => due.Contains(row.Id)).ExecuteDeleteAsync(token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <summary>Makes the keys of pictures that belong to nobody who is known.</summary>
    private async Task<ImmutableArray<Guid>> CreateDecisionKeysAsync(
        IReadOnlyList<DecisionRecord> decisions,
        CancellationToken cancellationToken
    )
    {
        if (_vault is null)
        {
            return [];
        }

        ImmutableArray<Guid> owners =
        [
            .. decisions
                .Where(static decision => decision.IdentityId is null && !decision.Crops.IsEmpty)
                .Select(static decision => decision.Id),
        ];
        if (!owners.IsEmpty)
        {
            await _vault.CreateManyAsync(owners, cancellationToken).ConfigureAwait(false);
        }

        return owners;
    }

    private async Task<DecisionRecording.SealedDecision?> SealAsync(
        DecisionRecord decision,
        CancellationToken cancellationToken
    )
    {
        var row = new DecisionRow
        {
            Id = decision.Id,
            TenantId = decision.Tenant is { } tenant
                ? await TenantIdAsync(tenant, cancellationToken).ConfigureAwait(false)
                : null,
            Profile = decision.Profile,
            IdentityId = decision.IdentityId,
            RolloutId = decision.RolloutId,
            Operation = decision.Operation,
            Slot = decision.Slot,
            ModelId = decision.ModelId,
            ModelVersion = decision.Version,
            Space = decision.Space?.Value,
            Decision = decision.Decision,
            Distance = decision.Distance,
            Threshold = decision.Threshold,
            Rate = decision.Rate,
            DecidedAt = decision.DecidedAt,
            RetainUntil = decision.RetainUntil,
        };
        if (decision.Crops.IsEmpty)
        {
            return new DecisionRecording.SealedDecision(row, []);
        }

        using var cipher = await FindCipherAsync(decision.IdentityId ?? decision.Id, cancellationToken)
            .ConfigureAwait(false);

        // No key: the identity has been erased since, and its decisions with it.
        return cipher is null
            ? null
            : new DecisionRecording.SealedDecision(
                row,
                [
                    .. decision.Crops.Select(
                        (crop, ordinal) =>
                            new DecisionCropRow
                            {
                                DecisionId = decision.Id,
                                Ordinal = ordinal,
                                Content = cipher.Seal(
                                    SealPurpose.DecisionCrop(decision.Id, ordinal),
                                    crop.Content.Span
                                ),
                                Scheme = cipher.Scheme,
                                MediaType = crop.MediaType,
                            }
                    ),
                ]
            );
    }
}
