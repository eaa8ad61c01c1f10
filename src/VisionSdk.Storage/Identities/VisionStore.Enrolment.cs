using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    // Two callers may enrol the same new key at once: the loser adds to what the winner made.
    private const int EnrolmentAttempts = 3;

    // Values of one IN: far below what any provider takes.
    private const int LargestQuery = 500;

    /// <summary>Stores vectors of an identity, and the identity where it is new.</summary>
    /// <param name="enrolment">Who, and the vectors.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was stored; it is durable.</returns>
    /// <exception cref="ArgumentException">There is no vector, a text is empty or too long, or a hash has not 32 bytes.</exception>
    /// <exception cref="EmbeddingSpaceMismatchException">A vector is not of its model's space or dimension.</exception>
    /// <exception cref="StoreException">
    /// The tenant or identity is unknown, the external key is taken, or the database fails; nothing was stored.
    /// </exception>
    /// <remarks>Enrolling the same sources again changes nothing, so that an interrupted run can simply be repeated.</remarks>
    public async Task<EnrolmentReceipt> EnrollAsync(Enrolment enrolment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        EnrolmentRules.Validate(enrolment);
        var gallery = await EnsureGalleryAsync(enrolment.Tenant, enrolment.Profile, cancellationToken)
            .ConfigureAwait(false);
        var models = await ModelsAsync(enrolment, cancellationToken).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var receipt = await TryEnrollAsync(enrolment, gallery, models, cancellationToken).ConfigureAwait(false);
            if (receipt is not null)
            {
                return receipt;
            }

            if (attempt == EnrolmentAttempts)
            {
                throw StoreErrors.DuplicateKey(enrolment.Tenant, enrolment.Profile);
            }
        }
    }

    /// <summary>One attempt; <see langword="null"/> when another caller has just created the identity of the key.</summary>
    private async Task<EnrolmentReceipt?> TryEnrollAsync(
        Enrolment enrolment,
        int gallery,
        ModelVersionKey[] models,
        CancellationToken cancellationToken
    )
    {
        var digest = enrolment.ExternalKey is { } key ? _digests.OfExternalKey(gallery, key) : null;
        var existing = await FindForEnrolmentAsync(enrolment, gallery, digest, cancellationToken).ConfigureAwait(false);
        var identity = existing ?? Guid.CreateVersion7(_time.GetUtcNow());
        using var cipher = existing is null
            ? await CreateCipherAsync(identity, cancellationToken).ConfigureAwait(false)
            : await FindCipherAsync(identity, cancellationToken).ConfigureAwait(false)
                ?? throw StoreErrors.UnknownIdentity(enrolment.Tenant, identity.ToString());
        var work = new EnrolmentWork(
            enrolment,
            await TenantIdAsync(enrolment.Tenant, cancellationToken).ConfigureAwait(false),
            gallery,
            identity,
            existing is null,
            digest,
            cipher,
            SealRows(enrolment, gallery, identity, models, cipher)
        );
        try
        {
            var receipt = await _writer.EnsureAsync(work.ApplyAsync, cancellationToken).ConfigureAwait(false);
            if (receipt is not null || existing is not null)
            {
                return receipt;
            }
        }
        catch when (existing is null && !cancellationToken.IsCancellationRequested)
        {
            await ForgetKeysAsync(identity).ConfigureAwait(false);
            throw;
        }

        await ForgetKeysAsync(identity).ConfigureAwait(false);
        return null;
    }

    private async Task<Guid?> FindForEnrolmentAsync(
        Enrolment enrolment,
        int gallery,
        byte[]? digest,
        CancellationToken cancellationToken
    )
    {
        var wanted = enrolment.IdentityId;
        var found =
            wanted is null && digest is null
                ? null
                : await _contexts
                    .ReadAsync(
                        "Finding an identity",
                        (context, token) =>
                            context
                                .Identities.Where(row =>
                                    row.GalleryId == gallery
                                    && row.State == IdentityState.Active
                                    && (wanted == null ? row.ExternalKeyDigest == digest : row.Id == wanted)
                                )
                                .Select(static row => (Guid?)row.Id)
                                .SingleOrDefaultAsync(token),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
        if (found is null && (wanted is not null || enrolment.Mode == EnrolmentMode.Add))
        {
            throw StoreErrors.UnknownIdentity(enrolment.Tenant, wanted?.ToString() ?? "with this external key");
        }

        return found is not null && enrolment.Mode == EnrolmentMode.Create
            ? throw StoreErrors.DuplicateKey(enrolment.Tenant, enrolment.Profile)
            : found;
    }

    private ImmutableArray<SealedReference> SealRows(
        Enrolment enrolment,
        int gallery,
        Guid identity,
        ModelVersionKey[] models,
        IdentityCipher cipher
    )
    {
        var rows = ImmutableArray.CreateBuilder<SealedReference>(models.Length);
        var crops = new Dictionary<string, Guid>(StringComparer.Ordinal);
        for (var i = 0; i < models.Length; i++)
        {
            var reference = enrolment.References[i];
            var id = Guid.CreateVersion7(_time.GetUtcNow());
            var purpose = SealPurpose.Vector(reference.Embedding.Space);
            var embedding = new EmbeddingRow
            {
                Id = id,
                IdentityId = identity,
                GalleryId = gallery,
                SpaceId = models[i].SpaceId!.Value,
                ModelVersionId = models[i].VersionId,
                Dimension = reference.Embedding.Dimension,
                Kind = reference.IsCounterexample ? EmbeddingKind.Counterexample : EmbeddingKind.Reference,
                Vector = cipher.Seal(purpose, MemoryMarshal.AsBytes(reference.Embedding.Values.AsSpan())),
                Scheme = cipher.Scheme,
                Quality = reference.Quality,
                SourceDigest = _digests.OfSource(reference.SourceHash.Span),
                CreatedAt = _time.GetUtcNow(),
            };

            // One picture for the vectors of all spaces.
            if (reference.Crop is null || !crops.TryAdd(Convert.ToHexString(embedding.SourceDigest), id))
            {
                embedding.CropId = reference.Crop is null ? null : crops[Convert.ToHexString(embedding.SourceDigest)];
                rows.Add(new SealedReference(embedding, Crop: null));
            }
            else
            {
                rows.Add(
                    new SealedReference(
                        embedding,
                        FaceCropRow.Seal(reference.Crop, identity, id, cipher, _time.GetUtcNow())
                    )
                );
            }
        }

        return rows.MoveToImmutable();
    }

    private async Task<IdentityCipher> CreateCipherAsync(Guid identity, CancellationToken cancellationToken) =>
        _vault is null
            ? new IdentityCipher(identity, [])
            : await _vault.CreateAsync(identity, cancellationToken).ConfigureAwait(false);

    private async Task<IdentityCipher?> FindCipherAsync(Guid identity, CancellationToken cancellationToken) =>
        _vault is null
            ? new IdentityCipher(identity, [])
            : await _vault.FindAsync(identity, cancellationToken).ConfigureAwait(false);

    /// <summary>Drops the keys of identities that were not stored after all. A key that stays behind does no harm, a missing one would.</summary>
    private async Task ForgetKeysAsync(params List<Guid> identities)
    {
        if (_vault is null || identities.Count == 0)
        {
            return;
        }

        try
        {
            // A commit whose answer was lost may have stored the identities although it looked like a failure.
            var unused = identities.ToHashSet();
            foreach (var some in identities.Chunk(LargestQuery))
            {
                unused.ExceptWith(
                    await _contexts
                        .ReadAsync(
                            "Finding an identity",
                            (context, token) =>
                                context
                                    .Identities.Where(row => some.Contains(row.Id))
                                    .Select(static row => row.Id)
                                    .ToListAsync(token),
                            CancellationToken.None
                        )
                        .ConfigureAwait(false)
                );
            }

            if (unused.Count > 0)
            {
                await _vault.DestroyAsync(unused, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is StoreException or CryptographicException)
        {
            Log.KeyLeftBehind(_logger, exception);
        }
    }
}
