using System.Collections.Concurrent;

namespace VisionSdk.ML;

/// <summary>A folder of models that loaded pipelines may use, and the networks that they have loaded from it.</summary>
/// <remarks>Made by <see cref="VisionSdkMLContextExtensions.RegisterVisionSdk"/>. Thread-safe.</remarks>
public sealed class VisionSdkRegistration : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IDisposable>> _loaded = new(StringComparer.Ordinal);
    private volatile bool _disposed;

    internal VisionSdkRegistration(ModelRepository models, EngineOptions engine)
    {
        Models = models;
        Engine = engine;
    }

    /// <summary>The folder.</summary>
    public ModelRepository Models { get; }

    /// <summary>How its networks are run.</summary>
    public EngineOptions Engine { get; }

    /// <summary>Forgets the folder and frees the networks that were loaded from it. A second call does nothing.</summary>
    /// <remarks>A pipeline that is used afterwards looks for its models in the other registered folders.</remarks>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        VisionSdkRegistry.Remove(this);
        foreach (var loaded in _loaded.Values)
        {
            if (loaded.IsValueCreated)
            {
                loaded.Value.Dispose();
            }
        }

        _loaded.Clear();
    }

    /// <summary>Networks by the settings of the step that they belong to: every pipeline with the same settings shares them.</summary>
    internal T GetOrLoad<T>(string settings, Func<T> load)
        where T : class, IDisposable
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var lazy = _loaded.GetOrAdd(settings, _ => new Lazy<IDisposable>(load));
        try
        {
            return (T)lazy.Value;
        }
        catch
        {
            // A failure must not be kept: the cause may be mended.
            _loaded.TryRemove(new KeyValuePair<string, Lazy<IDisposable>>(settings, lazy));
            throw;
        }
    }
}
