using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    private readonly ConcurrentDictionary<(string Id, string Version), ModelVersionKey> _models = new();

    /// <summary>Makes a model version known, so that embeddings can be bound to it; nothing happens when it is.</summary>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was not known yet.</returns>
    /// <exception cref="StoreException">The version is known with other weights or another space (<see cref="StoreFailure.Refused"/>): versions are immutable.</exception>
    public async Task<bool> RegisterModelAsync(ModelManifest manifest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var known = _models.ContainsKey((manifest.Id, manifest.Version));
        var key = await ModelKeyAsync(manifest, cancellationToken).ConfigureAwait(false);
        return !known && key.IsNew;
    }

    /// <summary>The embedding spaces in which a gallery has vectors.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="profile">The recognition profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The spaces; more than one while a gallery moves to another model, or after models were changed without moving it.</returns>
    /// <exception cref="StoreException">The tenant is unknown, or the database fails.</exception>
    public async Task<ImmutableArray<EmbeddingSpaceId>> ListSpacesAsync(
        string tenant,
        string profile,
        CancellationToken cancellationToken = default
    )
    {
        var gallery = await FindGalleryAsync(tenant, profile, cancellationToken).ConfigureAwait(false);
        var digests = await _contexts
            .ReadAsync(
                "Listing embedding spaces",
                (context, token) =>
                    context
                        .EmbeddingSpaces.Where(space =>
                            context.Embeddings.Any(row => row.GalleryId == gallery && row.SpaceId == space.Id)
                        )
                        .OrderBy(static space => space.Id)
                        .Select(static space => space.Digest)
                        .ToListAsync(token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. digests.Select(static digest => new EmbeddingSpaceId(digest))];
    }

    /// <summary>Counts the identities that could not be recognised by embeddings of a space.</summary>
    /// <param name="profile">The recognition profile, over all tenants.</param>
    /// <param name="space">The space.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many identities have a reference, and none in this space.</returns>
    public Task<int> CountIdentitiesOutsideAsync(
        string profile,
        EmbeddingSpaceId space,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(profile);
        return _contexts.ReadAsync(
            "Counting identities outside a space",
            (context, token) =>
            {
                var inside = context
                    .EmbeddingSpaces.Where(row => row.Digest == space.Value)
                    .Select(static row => row.Id);
                return context.Identities.CountAsync(
                    identity =>
                        identity.State == IdentityState.Active
                        && context.Galleries.Any(row => row.Id == identity.GalleryId && row.Profile == profile)
                        && context.Embeddings.Any(row =>
                            row.IdentityId == identity.Id && row.Kind == EmbeddingKind.Reference
                        )
                        && !context.Embeddings.Any(row =>
                            row.IdentityId == identity.Id
                            && row.Kind == EmbeddingKind.Reference
                            && inside.Contains(row.SpaceId)
                        ),
                    token
                );
            },
            cancellationToken
        );
    }

    private async ValueTask<ModelVersionKey> ModelKeyAsync(ModelManifest manifest, CancellationToken cancellationToken)
    {
        if (!_models.TryGetValue((manifest.Id, manifest.Version), out var known))
        {
            known = await _writer
                .EnsureAsync((scope, token) => EnsureModelAsync(scope, manifest, token), cancellationToken)
                .ConfigureAwait(false);
            _models[(manifest.Id, manifest.Version)] = known;
        }

        ThrowIfChanged(manifest, known);
        return known;
    }

    private static async Task<ModelVersionKey> EnsureModelAsync(
        WriteScope scope,
        ModelManifest manifest,
        CancellationToken cancellationToken
    )
    {
        var (version, space, isNew) = await EnsureVersionAsync(
                scope,
                manifest,
                () => new ModelVersionText(ModelManifestSerializer.Serialize(manifest)),
                ModelVersionState.Verified,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new ModelVersionKey(
            version.Id,
            version.SpaceId,
            version.SpaceId == space?.Id ? space?.Digest : null,
            version.Sha256,
            isNew
        );
    }

    private static async Task<(ModelVersionRow Version, EmbeddingSpaceRow? Space, bool IsNew)> EnsureVersionAsync(
        WriteScope scope,
        ModelManifest manifest,
        Func<ModelVersionText> text,
        ModelVersionState state,
        CancellationToken cancellationToken
    )
    {
        var context = scope.Context;
        var model = await context
            .Models.SingleOrDefaultAsync(row => row.Name == manifest.Id, cancellationToken)
            .ConfigureAwait(false);
        if (model is null)
        {
            model = new ModelRow
            {
                Name = manifest.Id,
                Task = manifest.Task,
                CreatedAt = scope.Now,
            };
            context.Models.Add(model);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        var space = await EnsureSpaceAsync(scope, manifest, cancellationToken).ConfigureAwait(false);
        var version = await context
            .ModelVersions.SingleOrDefaultAsync(
                row => row.ModelId == model.Id && row.SemanticVersion == manifest.Version,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (version is not null)
        {
            return (version, space, false);
        }

        var content = text();
        version = new ModelVersionRow
        {
            ModelId = model.Id,
            SemanticVersion = manifest.Version,
            Sha256 = manifest.Artifact.Sha256,
            SpaceId = space?.Id,
            Manifest = content.Json,
            Signature = content.Signature,
            State = state,
            RegisteredAt = scope.Now,
        };
        context.ModelVersions.Add(version);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return (version, space, true);
    }

    private static async Task<EmbeddingSpaceRow?> EnsureSpaceAsync(
        WriteScope scope,
        ModelManifest manifest,
        CancellationToken cancellationToken
    )
    {
        if (manifest.Embedding is not { } embedding)
        {
            return null;
        }

        var digest = ManifestSpaces.Of(manifest).Value;
        var space = await scope
            .Context.EmbeddingSpaces.SingleOrDefaultAsync(row => row.Digest == digest, cancellationToken)
            .ConfigureAwait(false);
        if (space is null)
        {
            space = new EmbeddingSpaceRow
            {
                Digest = digest,
                Dimension = embedding.Dimension,
                Metric = embedding.Metric,
                CreatedAt = scope.Now,
            };
            scope.Context.EmbeddingSpaces.Add(space);
            await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return space;
    }

    private static void ThrowIfChanged(ModelManifest manifest, ModelVersionKey known)
    {
        var space = manifest.Embedding is null ? null : ManifestSpaces.Of(manifest).Value;
        if (known.Sha256 != manifest.Artifact.Sha256 || known.Space != space)
        {
            throw new StoreException(
                StoreFailure.Refused,
                $"Model '{manifest.Id}' {manifest.Version} is known to the store with other weights or another preprocessing. A version never changes: give the changed model a new version."
            );
        }
    }
}
