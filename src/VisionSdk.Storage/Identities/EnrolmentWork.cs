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

        var missing = await MissingAsync(context, cancellationToken).ConfigureAwait(false);
        var wasNew = row is null;
        var epoch = await scope.EpochAsync(gallery, cancellationToken).ConfigureAwait(false);
        row = row is null ? Create(scope) : Update(row, scope);
        row.Epoch = epoch;
        foreach (var reference in missing)
        {
            reference.Embedding.Epoch = epoch;
            context.Embeddings.Add(reference.Embedding);
            if (reference.Crop is not null)
            {
                context.FaceCrops.Add(reference.Crop);
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task<List<SealedReference>> MissingAsync(VisionDbContext context, CancellationToken cancellationToken)
    {
        var present = isNew
            ? []
            : await context
                .Embeddings.AsNoTracking()
                .Where(row => row.IdentityId == identity)
                .Select(static row => new
                {
                    row.SpaceId,
                    row.Kind,
                    row.SourceDigest,
                })
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
        var known = present
            .Select(static row => (row.SpaceId, row.Kind, Convert.ToHexString(row.SourceDigest)))
            .ToHashSet();
        return
        [
            .. references.Where(reference =>
                known.Add(
                    (
                        reference.Embedding.SpaceId,
                        reference.Embedding.Kind,
                        Convert.ToHexString(reference.Embedding.SourceDigest)
                    )
                )
            ),
        ];
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
