using System.Collections.Immutable;

namespace VisionSdk.Storage;

public sealed partial class VisionStore
{
    /// <summary>Registers a model version as it is written in its package; nothing happens when it is known.</summary>
    /// <param name="content">The manifest, its signature, and the weights where they are to be kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version as it is known.</returns>
    /// <exception cref="ModelLoadException">The manifest is not valid.</exception>
    /// <exception cref="ModelIntegrityException">The weights are not those that the manifest names.</exception>
    /// <exception cref="StoreException">The version is known with another manifest (<see cref="StoreFailure.Refused"/>): versions are immutable.</exception>
    public async Task<ModelVersionRecord> AddModelVersionAsync(
        ModelVersionContent content,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        var manifest = ModelManifestSerializer.Deserialize(content.Manifest.Span);
        await KeepWeightsAsync(manifest, content.OpenWeights, cancellationToken).ConfigureAwait(false);
        var text = new ModelVersionText(content.Manifest, content.Signature);
        await _writer
            .EnsureAsync((scope, token) => AddVersionAsync(scope, manifest, text, token), cancellationToken)
            .ConfigureAwait(false);
        return await FindModelVersionAsync(manifest.Id, manifest.Version, cancellationToken).ConfigureAwait(false)
            ?? throw StoreErrors.UnknownModel(manifest.Id, manifest.Version);
    }

    /// <summary>Lists the model versions that are known, by id and time of registration.</summary>
    /// <param name="id">Only those of this model; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The versions.</returns>
    public Task<ImmutableArray<ModelVersionRecord>> ListModelVersionsAsync(
        string? id = null,
        CancellationToken cancellationToken = default
    ) =>
        _contexts.ReadAsync<ImmutableArray<ModelVersionRecord>>(
            "Listing model versions",
            async (context, token) =>
                [.. await ModelVersionReading.ListAsync(context, id, version: null, token).ConfigureAwait(false)],
            cancellationToken
        );

    /// <summary>Finds a model version.</summary>
    /// <param name="id">Id of the model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version; <see langword="null"/> when it is not known.</returns>
    public Task<ModelVersionRecord?> FindModelVersionAsync(
        string id,
        string version,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return _contexts.ReadAsync(
            "Finding a model version",
            async (context, token) =>
                (
                    await ModelVersionReading.ListAsync(context, id, version, token).ConfigureAwait(false)
                ).SingleOrDefault(),
            cancellationToken
        );
    }

    /// <summary>Says that a version has been verified, is taken out of use, or must never be used again.</summary>
    /// <param name="id">Id of the model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="state">Verified, Retired or Revoked; being active follows from the slots alone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state in which it is now: a version that plays a role stays active when it is verified.</returns>
    /// <exception cref="StoreException">
    /// The version is unknown, it plays a role and would be taken out of use, or it is revoked, which is for ever (<see cref="StoreFailure.Refused"/>).
    /// </exception>
    public Task<ModelVersionState> SetModelVersionStateAsync(
        string id,
        string version,
        ModelVersionState state,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return state is ModelVersionState.Verified or ModelVersionState.Retired or ModelVersionState.Revoked
            ? _writer.WriteAsync(
                async (scope, token) =>
                {
                    var row = await ModelVersionReading
                        .RequireAsync(scope.Context, id, version, token)
                        .ConfigureAwait(false);
                    var next = ModelVersionRules.Next(row.State, state, $"{id}@{version}");
                    if (next != row.State)
                    {
                        row.State = next;
                        row.Version++;
                        await scope.Context.SaveChangesAsync(token).ConfigureAwait(false);
                    }

                    return next;
                },
                cancellationToken
            )
            : throw new ArgumentOutOfRangeException(
                nameof(state),
                state,
                "Only Verified, Retired and Revoked can be set."
            );
    }

    private static async Task<bool> AddVersionAsync(
        WriteScope scope,
        ModelManifest manifest,
        ModelVersionText text,
        CancellationToken cancellationToken
    )
    {
        var (row, _, isNew) = await EnsureVersionAsync(
                scope,
                manifest,
                () => text,
                ModelVersionState.Registered,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (isNew || (row.Manifest == text.Json && text.Signature is null))
        {
            return isNew;
        }

        if (!ModelVersionText.SaySame(row.Manifest, text.Json))
        {
            throw new StoreException(
                StoreFailure.Refused,
                $"Model '{manifest.Id}' {manifest.Version} is known to the store with another manifest. A version never changes: give the changed package a new version."
            );
        }

        // What was written down from a running model becomes what its package says, byte for byte, so that a signature holds.
        row.Manifest = text.Json;
        row.Signature = text.Signature ?? row.Signature;
        row.Version++;
        await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }
}
