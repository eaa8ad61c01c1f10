using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>One change of an identity inside a transaction.</summary>
internal sealed class IdentityChangeWork(
    string tenantName,
    int tenant,
    Guid id,
    IdentityChange change,
    IdentityCipher cipher
)
{
    public async Task<bool> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var context = scope.Context;
        var row =
            await context
                .Identities.Include(static row => row.Tags)
                .SingleOrDefaultAsync(
                    row =>
                        row.Id == id
                        && row.State == IdentityState.Active
                        && context.Galleries.Any(gallery => gallery.Id == row.GalleryId && gallery.TenantId == tenant),
                    cancellationToken
                )
                .ConfigureAwait(false)
            ?? throw StoreErrors.UnknownIdentity(tenantName, id.ToString());
        if (change.ExpectedVersion is { } expected && expected != row.Version)
        {
            throw StoreErrors.Conflict(id, expected, row.Version);
        }

        ChangeDetails(row);
        ChangeTags(row);
        row.RetainUntil = change.RetainUntil ?? row.RetainUntil;
        row.UpdatedAt = scope.Now;
        row.Version++;
        row.Epoch = await scope.EpochAsync(row.GalleryId, cancellationToken).ConfigureAwait(false);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await scope
            .AuditAsync(tenant, new AuditEvent(change.Actor, "identity.changed", id, "{}"), cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    private void ChangeDetails(IdentityRow row)
    {
        if (change.DisplayName is null && change.Attributes is null)
        {
            return;
        }

        var details = JsonSerializer.Deserialize(
            cipher.Open(SealPurpose.Details, row.Scheme, row.Details),
            IdentityJsonContext.Default.IdentityDetails
        )!;
        details = details with
        {
            DisplayName = change.DisplayName ?? details.DisplayName,
            Attributes = change.Attributes ?? details.Attributes,
        };
        row.Details = cipher.Seal(SealPurpose.Details, details.Serialize());
        row.Scheme = cipher.Scheme;
    }

    private void ChangeTags(IdentityRow row)
    {
        if (change.Tags is not { } tags)
        {
            return;
        }

        foreach (var gone in row.Tags.Where(known => !tags.Contains(known.Tag)).ToList())
        {
            row.Tags.Remove(gone);
        }

        foreach (var tag in tags.Distinct(StringComparer.Ordinal))
        {
            Require.Text(tag, IdentityTables.TagLength, nameof(IdentityChange.Tags));
            if (row.Tags.All(known => known.Tag != tag))
            {
                row.Tags.Add(new IdentityTagRow { IdentityId = id, Tag = tag });
            }
        }
    }
}
