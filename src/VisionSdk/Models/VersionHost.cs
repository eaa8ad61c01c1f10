using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>The model versions in memory: each loaded once, on first use, shared by whoever asks for it, and freed when nobody needs it.</summary>
/// <remarks>
/// A load belongs to nobody: a caller that stops waiting does not stop it, since others may be waiting too. A failed load is forgotten, so
/// that the next caller tries again.
/// </remarks>
internal sealed class VersionHost(
    ModelRuntimeOptions options,
    IModelFactory factory,
    VisionPipelines pipelines,
    VersionCircuits circuits,
    VisionTelemetry telemetry,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    private readonly ConcurrentDictionary<VersionKey, Lazy<Task<LoadedVersion>>> _loads = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<VersionKey, LoadedVersion> _loaded = new();
    private bool _disposed;

    /// <summary>Says which versions play a role; they are freed last.</summary>
    public Func<VersionKey, bool> PlaysRole { get; set; } = static _ => false;

    /// <summary>The versions in memory.</summary>
    public ICollection<LoadedVersion> Loaded => _loaded.Values;

    /// <summary>Gets a version that is in memory.</summary>
    /// <returns>The version, held for the caller; <see langword="null"/> when it must be loaded.</returns>
    public LoadedVersion? TryHold(VersionKey key) =>
        _loaded.TryGetValue(key, out var version) && version.TryHold() ? version : null;

    /// <summary>Gets a version, loading it if it is not in memory.</summary>
    /// <param name="key">The version.</param>
    /// <param name="cancellationToken">Stops waiting; the load goes on.</param>
    /// <returns>The version, held for the caller.</returns>
    public async Task<LoadedVersion> HoldAsync(VersionKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var load = _loads.GetOrAdd(
                key,
                static (key, host) => new Lazy<Task<LoadedVersion>>(() => host.LoadAsync(key)),
                this
            );
            try
            {
                var version = await load.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (version.TryHold())
                {
                    return version;
                }
            }
            catch (Exception) when (load.Value.IsFaulted || load.Value.IsCanceled)
            {
                _loads.TryRemove(KeyValuePair.Create(key, load));
                throw;
            }

            // Freed between the two lines.
            _loads.TryRemove(KeyValuePair.Create(key, load));
        }
    }

    /// <summary>Frees the versions that play no role and that nobody has asked for in a while.</summary>
    public void FreeIdle()
    {
        foreach (var version in Loaded)
        {
            if (!PlaysRole(version.Key) && version.IdleTime >= options.KeepIdleFor)
            {
                Free(version);
            }
        }
    }

    public void Dispose()
    {
        ICollection<LoadedVersion> loaded;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            loaded = _loaded.Values;
            _loaded.Clear();
        }

        _lifetime.Cancel();
        foreach (var version in loaded)
        {
            version.LetGo();
        }

        _lifetime.Dispose();
        factory.Dispose();
    }

    private async Task<LoadedVersion> LoadAsync(VersionKey key)
    {
        // Loading is slow and synchronous; it must not run on the thread of the caller who happened to be first.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var name = key.ToString();
        using var activity = VisionTelemetry.Source.StartActivity("visionsdk.model_load");
        activity?.SetTag(VisionTelemetry.ModelTag, key.Id);
        activity?.SetTag(VisionTelemetry.VersionTag, key.Version);
        var started = time.GetTimestamp();
        try
        {
            var model = await pipelines.LoadAsync(factory, key, _lifetime.Token).ConfigureAwait(false);
            model.Guard = circuits.Of(key, model);
            telemetry.Loaded(key, model.Provider, time.GetElapsedTime(started), error: null);
            var version = new LoadedVersion(key, model, time);
            Keep(version);
            return version;
        }
        catch (VisionSdkException exception)
        {
            activity.Fail(exception);
            telemetry.Loaded(key, provider: null, time.GetElapsedTime(started), exception);
            Log.ModelLoadFailed(logger, exception, name);
            throw;
        }
    }

    private void Keep(LoadedVersion version)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                try
                {
                    MakeRoomFor(version);
                }
                catch
                {
                    version.LetGo();
                    throw;
                }

                _loaded[version.Key] = version;
                return;
            }
        }

        version.LetGo();
        ObjectDisposedException.ThrowIf(true, typeof(VisionClient));
    }

    /// <summary>Frees idle versions until the budget holds: those without a role first, and of them those that were asked for longest ago.</summary>
    /// <exception cref="ModelLoadException">What is in use leaves no room.</exception>
    private void MakeRoomFor(LoadedVersion version)
    {
        if (options.MemoryBudget is not { } budget)
        {
            return;
        }

        var taken = _loaded.Values.Sum(static loaded => loaded.MemoryBytes) + version.MemoryBytes;
        foreach (
            var candidate in _loaded
                .Values.Where(static loaded => loaded.IsIdle)
                .OrderBy(loaded => PlaysRole(loaded.Key))
                .ThenByDescending(static loaded => loaded.IdleTime)
                .ToArray()
        )
        {
            if (taken <= budget)
            {
                return;
            }

            taken -= candidate.MemoryBytes;
            Free(candidate);
        }

        if (taken > budget)
        {
            throw new ModelLoadException(
                $"Model {version.Key} takes {version.MemoryBytes} bytes, and those in use leave less of the budget of {budget}. Raise {nameof(ModelRuntimeOptions.MemoryBudget)}, or use fewer models at once.",
                version.Key.Id,
                version.Key.Folder
            );
        }
    }

    private void Free(LoadedVersion version)
    {
        lock (_gate)
        {
            if (!_loaded.TryRemove(KeyValuePair.Create(version.Key, version)))
            {
                return;
            }
        }

        // A caller that has found the task already cannot hold the version any more, and loads it again.
        if (_loads.TryGetValue(version.Key, out var load) && load.IsValueCreated && load.Value.IsCompleted)
        {
            _loads.TryRemove(KeyValuePair.Create(version.Key, load));
        }

        version.LetGo();
        Log.ModelFreed(logger, version.Key.Id, version.Key.Version);
    }
}
