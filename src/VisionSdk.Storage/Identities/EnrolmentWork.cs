using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>One enrolment inside a transaction. It can run more than once: its ids are made before, so it recognises its own rows.</summary>
internal sealed class EnrolmentWork(
    Enrolment enrolment,
    int tenant,
    int gallery,
    Guid identity,
    bool isNew,
    byte[]? keyDigest,
    IdentityCipher cipher,
    ImmutableArray<SealedReference> references
)
{
    /// <summary>Stores what is missing; <see langword="null"/> when the key has been taken since.</summary>
    public async Task<EnrolmentReceipt?> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row = await context
            .Identities.Include(static row => row.Tags)
            .SingleOrDefaultAsync(row => row.Id == identity, cancellationToken)
            .ConfigureAwait(false);
        if (row is null)
        {
            if (!isNew)
            {
                throw StoreErrors.UnknownIdentity(enrolment.Tenant, identity.ToString());
            }

            if (await IsKeyTakenAsync(context, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
        else if (row.State != IdentityState.Active)
        {
            throw StoreErrors.UnknownIdentity(enrolment.Tenant, identity.ToString());
        }

        var wasNew = row is null;
        var epoch = await scope.EpochAsync(gallery, cancellationToken).ConfigureAwait(false);
        var present = wasNew ? [] : await PresentAsync(context, cancellationToken).ConfigureAwait(false);
        var missing = Missing(present);
        var sources = await ReplaceBridgedAsync(context, present, missing, epoch, cancellationToken)
            .ConfigureAwait(false);
        row = row is null ? Create(scope) : Update(row, scope);
        row.Epoch = epoch;
        foreach (var reference in missing)
        {
            reference.Embedding.Epoch = epoch;
            reference.Embedding.CropId = CropOf(reference.Embedding, present, missing);
            context.Embeddings.Add(reference.Embedding);
            if (reference.Crop is not null)
            {
                context.FaceCrops.Add(reference.Crop);
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        if (await scope.MigrationAsync(gallery, cancellationToken).ConfigureAwait(false) is { } migration)
        {
            await MigrationMarks
                .MarkAsync(scope, migration, identity, sources, cancellationToken)
                .ConfigureAwait(false);
        }

        var crops = missing.Count(static item => item.Crop is not null);
        await scope
            .AuditAsync(tenant, Event(enrolment, identity, wasNew, missing.Count, crops), cancellationToken)
            .ConfigureAwait(false);
        return new EnrolmentReceipt(
            identity,
            isNew,
            [.. missing.Select(static reference => reference.Embedding.Id)],
            references.Length - missing.Count
        )
        {
            PresentAt =
            [
                .. Enumerable.Range(0, references.Length).Where(place => !missing.Contains(references[place])),
            ],
        };
    }

    private async Task<bool> IsKeyTakenAsync(VisionDbContext context, CancellationToken cancellationToken) =>
        keyDigest is not null
        && await context
            .Identities.AnyAsync(
                row => row.GalleryId == gallery && row.ExternalKeyDigest == keyDigest,
                cancellationToken
            )
            .ConfigureAwait(false);

    private async Task<List<PresentVector>> PresentAsync(
        VisionDbContext context,
        CancellationToken cancellationToken
    ) =>
        await context
            .Embeddings.AsNoTracking()
            .Where(row => row.IdentityId == identity)
            .Select(static row => new PresentVector(
                row.Id,
                row.SpaceId,
                row.Kind,
                row.SourceDigest,
                row.CropId,
                row.IsBridged
            ))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);

    /// <summary>What is not there yet. A vector that was only mapped from another space does not count: the real one takes its place.</summary>
    private List<SealedReference> Missing(List<PresentVector> present)
    {
        var known = present
            .Where(static vector => !vector.IsBridged)
            .Select(static vector => vector.Source)
            .ToHashSet();
        return [.. references.Where(reference => known.Add(PresentVector.Of(reference.Embedding).Source))];
    }

    /// <summary>The picture that a vector shares: of another one in this enrolment, or of one that was there before.</summary>
    private static Guid? CropOf(EmbeddingRow row, List<PresentVector> present, List<SealedReference> added)
    {
        if (row.CropId is not { } wanted || added.Exists(other => other.Embedding.Id == wanted))
        {
            return row.CropId;
        }

        var known = present.Find(other => other.SourceDigest.AsSpan().SequenceEqual(row.SourceDigest));
        return known is null ? null : known.CropId ?? known.Id;
    }

    /// <summary>Drops vectors that were mapped from another space where the identity now has real ones.</summary>
    /// <returns>The sources of what the identity has now.</returns>
    private async Task<List<(int Space, EmbeddingKind Kind, string Digest)>> ReplaceBridgedAsync(
        VisionDbContext context,
        List<PresentVector> present,
        List<SealedReference> added,
        long epoch,
        CancellationToken cancellationToken
    )
    {
        var real = added.ConvertAll(static reference => PresentVector.Of(reference.Embedding));
        var replaced = present.FindAll(vector =>
            vector.IsBridged && real.Exists(other => other.SpaceId == vector.SpaceId && other.Kind == vector.Kind)
        );
        if (replaced.Count > 0)
        {
            var ids = replaced.ConvertAll(static vector => vector.Id);
            await context
                .Embeddings.Where(row => ids.Contains(row.Id))
                .ExecuteDeleteAsync(cancellationToken)
                .ConfigureAwait(false);
            context.RemovedEmbeddings.AddRange(
                ids.Select(id => new RemovedEmbeddingRow
                {
                    GalleryId = gallery,
                    Epoch = epoch,
                    EmbeddingId = id,
                })
            );
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return [.. present.Except(replaced).Concat(real).Select(static vector => vector.Source).Distinct()];
    }

    private IdentityRow Create(WriteScope scope)
    {
        var details = IdentityDetails.Of(enrolment);
        var row = new IdentityRow
        {
            Id = identity,
            GalleryId = gallery,
            ExternalKeyDigest = keyDigest,
            Details = Seal(details),
            Scheme = cipher.Scheme,
            CreatedAt = scope.Now,
            UpdatedAt = scope.Now,
            RetainUntil = enrolment.RetainUntil,
            Version = 1,
        };
        AddTags(row);
        scope.Context.Identities.Add(row);
        return row;
    }

    private IdentityRow Update(IdentityRow row, WriteScope scope)
    {
        if (enrolment.DisplayName is not null || enrolment.Attributes.Count > 0)
        {
            var details = JsonSerializer.Deserialize(
                cipher.Open(SealPurpose.Details, row.Scheme, row.Details),
                IdentityJsonContext.Default.IdentityDetails
            )!;
            row.Details = Seal(
                details with
                {
                    DisplayName = enrolment.DisplayName ?? details.DisplayName,
                    Attributes = details.Attributes.SetItems(enrolment.Attributes),
                }
            );
            row.Scheme = cipher.Scheme;
        }

        row.RetainUntil = enrolment.RetainUntil ?? row.RetainUntil;
        row.UpdatedAt = scope.Now;
        row.Version++;
        AddTags(row);
        return row;
    }

    private void AddTags(IdentityRow row)
    {
        foreach (var tag in enrolment.Tags.Distinct(StringComparer.Ordinal))
        {
            if (row.Tags.All(known => known.Tag != tag))
            {
                row.Tags.Add(new IdentityTagRow { IdentityId = row.Id, Tag = tag });
            }
        }
    }

    private byte[] Seal(IdentityDetails details) => cipher.Seal(SealPurpose.Details, details.Serialize());

    public static AuditEvent Event(Enrolment enrolment, Guid identity, bool created, int embeddings, int crops) =>
        new(
            enrolment.Actor,
            created ? "identity.created" : "identity.added",
            identity,
            $$"""{"profile":{{JsonSerializer.Serialize(enrolment.Profile, AuditJsonContext.Default.String)}},"embeddings":{{embeddings}},"crops":{{crops}}}"""
        );
}
