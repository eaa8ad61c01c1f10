using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>The model versions of a store: which there are, which play the roles, and which did when.</summary>
/// <remarks>
/// <para>
/// A version is a package and never changes. What is live is the last event of a slot's history, which only ever grows; every process on the
/// same store follows it within <see cref="ModelRuntimeOptions.FollowInterval"/>. A model is named <c>id</c> (its highest version) or
/// <c>id@version</c>; packages in <see cref="VisionSdkOptions.ModelsDirectory"/> are registered by themselves when the registry is first used.
/// </para>
/// <para>
/// Besides slots there are aliases, named <c>id@alias</c>: <see cref="VisionSdkOptions.Slots"/> may name one instead of a version, and activating
/// another version under the alias changes every slot that names it.
/// </para>
/// <para>Safe for concurrent use. Every method opens the store, and may throw <see cref="StoreException"/> when that fails.</para>
/// </remarks>
public interface IModelRegistry
{
    /// <summary>Registers a model version: its package is checked byte for byte and kept in the cache and in the store. Nothing happens when it is known.</summary>
    /// <param name="path">A package folder, a ZIP archive of one, or an <c>.onnx</c> file with its manifest beside it.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; nothing is registered.</param>
    /// <returns>The version. It is not loaded yet: <see cref="VerifyAsync"/> or <see cref="ActivateAsync"/> does that.</returns>
    /// <exception cref="ModelLoadException">There is no package, it is not valid or too large, or the cache cannot be written.</exception>
    /// <exception cref="ModelIntegrityException">The graph is not the one that the manifest names, or a signature is asked for and missing.</exception>
    /// <exception cref="StoreException">The version is known with another manifest (<see cref="StoreFailure.Refused"/>): versions are immutable.</exception>
    Task<ModelVersionRecord> RegisterAsync(
        string path,
        RegistrationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the registered versions, by id and time of registration.</summary>
    /// <param name="id">Only those of this model; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The versions.</returns>
    Task<ImmutableArray<ModelVersionRecord>> ListAsync(
        string? id = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Loads a version, compares its golden outputs and runs it on a picture of noise, without giving it a role.</summary>
    /// <param name="model">The model, <c>id</c> or <c>id@version</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The version, now verified. A retired one is back in use.</returns>
    /// <exception cref="ModelLoadException">It is not registered, or cannot be loaded, or its outputs are not what they must be.</exception>
    Task<ModelVersionRecord> VerifyAsync(string model, CancellationToken cancellationToken = default);

    /// <summary>Gives a role to a version. It is loaded, checked, warmed up and compared with the present one before any request sees it.</summary>
    /// <param name="slot">The role, such as <c>faces/embedder</c>, or an alias, as <c>id@alias</c>.</param>
    /// <param name="model">The model, <c>id</c> or <c>id@version</c>.</param>
    /// <param name="options">Who, why, and what is allowed; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; the present version goes on serving.</param>
    /// <returns>The event in the slot's history. This process serves the version already, others follow.</returns>
    /// <exception cref="ModelLoadException">It is not registered, or cannot be loaded, or its outputs are not what they must be.</exception>
    /// <exception cref="ArgumentException">A name is none, or an alias is a version or names another model.</exception>
    /// <exception cref="ModelActivationException">It is for another task, too slow, or of a space to which the gallery has not moved.</exception>
    /// <exception cref="StoreException">
    /// The version is retired or revoked, or of another space while a migration of the slot is open (<see cref="StoreFailure.Refused"/>), or
    /// somebody else has activated another one meanwhile (<see cref="StoreFailure.Conflict"/>).
    /// </exception>
    /// <remarks>Requests that are running finish with the version that they started with. After any error the present version goes on serving.</remarks>
    Task<SlotActivation> ActivateAsync(
        string slot,
        string model,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gives a role back to the version that had it before the present one.</summary>
    /// <param name="slot">The role, or an alias.</param>
    /// <param name="options">Who, why, and what is allowed; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it; the present version goes on serving.</param>
    /// <returns>The event in the slot's history. Rolling back twice goes back two versions.</returns>
    /// <exception cref="ModelActivationException">There is no earlier version, or the gallery is not in its space any more.</exception>
    /// <inheritdoc cref="ActivateAsync" path="/exception"/>
    Task<SlotActivation> RollbackAsync(
        string slot,
        ActivationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Takes a version out of use. Verifying it brings it back.</summary>
    /// <param name="model">The model, <c>id@version</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version.</returns>
    /// <exception cref="StoreException">It is unknown, revoked, or plays a role (<see cref="StoreFailure.Refused"/>).</exception>
    Task<ModelVersionRecord> RetireAsync(string model, CancellationToken cancellationToken = default);

    /// <summary>Says that a version must never be used again.</summary>
    /// <param name="model">The model, <c>id@version</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version.</returns>
    /// <exception cref="StoreException">It is unknown, or plays a role (<see cref="StoreFailure.Refused"/>).</exception>
    Task<ModelVersionRecord> RevokeAsync(string model, CancellationToken cancellationToken = default);

    /// <summary>Lists who gave which role to which version when, the latest event first.</summary>
    /// <param name="slot">The role; <see langword="null"/> for all.</param>
    /// <param name="count">How many events at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events.</returns>
    Task<ImmutableArray<SlotActivation>> ListHistoryAsync(
        string? slot = null,
        int count = int.MaxValue,
        CancellationToken cancellationToken = default
    );

    /// <summary>Tells what was live at a time.</summary>
    /// <param name="at">The time; <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The last event of each slot until then; a slot that was always played by the model of the options is not among them.</returns>
    Task<ImmutableArray<SlotActivation>> ListLiveAsync(
        DateTimeOffset? at = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Writes a version as a ZIP archive that <see cref="RegisterAsync"/> takes, byte for byte what was registered.</summary>
    /// <param name="model">The model, <c>id</c> or <c>id@version</c>.</param>
    /// <param name="path">The archive; it must not exist.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Completes when the archive is there.</returns>
    /// <exception cref="ModelLoadException">The version is not registered, or no package of it is at hand.</exception>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    Task ExportAsync(string model, string path, CancellationToken cancellationToken = default);

    /// <summary>Asks the store at once whether another process has activated something, instead of waiting for the next look.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How the roles are played afterwards.</returns>
    Task<ImmutableArray<SlotStatus>> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells how the roles are played in this process, and what it could not follow. Asks nobody.</summary>
    /// <returns>The slots, in ordinal order.</returns>
    ImmutableArray<SlotStatus> GetStatus();
}
