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

        foreach (var item in batch.New)
        {
            item.Id = Guid.CreateVersion7(_time.GetUtcNow());
        }

        var keys = await CreateKeysAsync(batch, cancellationToken).ConfigureAwait(false);
        var sealing = new BulkSealing(batch, _digests, _time);
        for (var i = 0; i < batch.New.Count; i++)
        {
            var item = batch.New[i];
            var key = keys is null ? [] : keys[i];
            sealing.Seal(item, await ModelsAsync(item.Enrolment, cancellationToken).ConfigureAwait(false), key);
            CryptographicOperations.ZeroMemory(key);
        }

        batch.Sort();
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
        await ModelsAsync(enrolment, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ModelVersionKey[]> ModelsAsync(Enrolment enrolment, CancellationToken cancellationToken)
    {
        var models = new ModelVersionKey[enrolment.References.Length];
        for (var i = 0; i < models.Length; i++)
        {
            models[i] = await ModelKeyAsync(enrolment.References[i].Model, cancellationToken).ConfigureAwait(false);
        }

        return models;
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

    private async Task<byte[][]?> CreateKeysAsync(BulkBatch batch, CancellationToken cancellationToken)
    {
        if (_vault is null || batch.New.Count == 0)
        {
            return null;
        }

        batch.Created.AddRange(batch.New.Select(static item => item.Id));
        return await _vault.CreateManyAsync(batch.Created, cancellationToken).ConfigureAwait(false);
    }
}
