using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Checks a batch, tells new identities from others, makes their keys and seals their values.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="looksFirst">Whether external keys are looked up, which spares making keys for identities that exist.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task PrepareAsync(BulkBatch batch, bool looksFirst, CancellationToken cancellationToken)
    {
        foreach (var item in batch.Items)
        {
            try
            {
                await ResolveAsync(item, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfTheEnrolment(exception))
            {
                item.Failure = exception;
            }
        }

        var taken = looksFirst ? await FindTakenAsync(batch, cancellationToken).ConfigureAwait(false) : [];
        foreach (var item in batch.Items.Where(static item => item.Failure is null))
        {
            var mayExist =
                item.Enrolment.IdentityId is not null
                || item.Enrolment.Mode == EnrolmentMode.Add
                || (item.KeyDigest is { } digest && taken.Contains((item.Gallery, Convert.ToHexString(digest))));
            (mayExist ? batch.Existing : batch.New).Add(item);
        }

        var identities = batch.New.ConvertAll(_ => Guid.CreateVersion7(_time.GetUtcNow()));
        var keys = await CreateKeysAsync(batch, identities, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < identities.Count; i++)
        {
            var key = keys is null ? [] : keys[i];
            Seal(batch.New[i], identities[i], key);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private async ValueTask ResolveAsync(BulkItem item, CancellationToken cancellationToken)
    {
        var enrolment = item.Enrolment;
        ArgumentNullException.ThrowIfNull(enrolment);
        EnrolmentRules.Validate(enrolment);
        item.Gallery = await EnsureGalleryAsync(enrolment.Tenant, enrolment.Profile, cancellationToken)
            .ConfigureAwait(false);
        item.Tenant = await TenantIdAsync(enrolment.Tenant, cancellationToken).ConfigureAwait(false);
        item.KeyDigest = enrolment.ExternalKey is { } key ? _digests.OfExternalKey(item.Gallery, key) : null;
        item.Models = new ModelVersionKey[enrolment.References.Length];
        for (var i = 0; i < item.Models.Length; i++)
        {
            item.Models[i] = await ModelKeyAsync(enrolment.References[i].Model, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<HashSet<(int Gallery, string Digest)>> FindTakenAsync(
        BulkBatch batch,
        CancellationToken cancellationToken
    )
    {
        var taken = new HashSet<(int, string)>();
        var keyed = batch.Items.Where(static item => item.Failure is null && item.KeyDigest is not null);
        foreach (var ofGallery in keyed.GroupBy(static item => item.Gallery))
        {
            foreach (var some in ofGallery.Select(static item => item.KeyDigest).Chunk(LargestQuery))
            {
                var found = await _contexts
                    .ReadAsync(
                        "Finding identities",
                        (context, token) =>
                            context
                                .Identities.Where(row =>
                                    row.GalleryId == ofGallery.Key && some.Contains(row.ExternalKeyDigest)
                                )
                                .Select(static row => row.ExternalKeyDigest!)
                                .ToListAsync(token),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                taken.UnionWith(found.Select(digest => (ofGallery.Key, Convert.ToHexString(digest))));
            }
        }

        return taken;
    }

    private async Task<byte[][]?> CreateKeysAsync(
        BulkBatch batch,
        List<Guid> identities,
        CancellationToken cancellationToken
    )
    {
        if (_vault is null || identities.Count == 0)
        {
            return null;
        }

        batch.Created.AddRange(identities);
        return await _vault.CreateManyAsync(identities, cancellationToken).ConfigureAwait(false);
    }

    private void Seal(BulkItem item, Guid identity, ReadOnlySpan<byte> key)
    {
        var enrolment = item.Enrolment;
        using var cipher = new IdentityCipher(identity, key);
        var row = new IdentityRow
        {
            Id = identity,
            GalleryId = item.Gallery,
            ExternalKeyDigest = item.KeyDigest,
            Details = cipher.Seal(
                SealPurpose.Details,
                Serialize(new IdentityDetails(enrolment.ExternalKey, enrolment.DisplayName, enrolment.Attributes))
            ),
            Scheme = cipher.Scheme,
            RetainUntil = enrolment.RetainUntil,
            Version = 1,
        };
        foreach (var tag in enrolment.Tags.Distinct(StringComparer.Ordinal))
        {
            row.Tags.Add(new IdentityTagRow { IdentityId = identity, Tag = tag });
        }

        item.Identity = row;
        var all = SealRows(enrolment, item.Gallery, identity, item.Models, cipher);
        item.References = Distinct(all);
        item.PresentAt =
            item.References.Length == all.Length
                ? []
                : [.. Enumerable.Range(0, all.Length).Where(place => !item.References.Contains(all[place]))];
    }

    /// <summary>A source is stored once, also when an enrolment names it twice.</summary>
    private static ImmutableArray<SealedReference> Distinct(ImmutableArray<SealedReference> references) =>
        references.Length == 1
            ? references
            :
            [
                .. references.DistinctBy(static reference =>
                    (
                        reference.Embedding.SpaceId,
                        reference.Embedding.Kind,
                        Convert.ToHexString(reference.Embedding.SourceDigest)
                    )
                ),
            ];
}
