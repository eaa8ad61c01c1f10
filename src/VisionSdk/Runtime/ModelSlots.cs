using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>The models of a client: each loaded once, on first use, and shared by every slot and caller that asks for it.</summary>
/// <remarks>
/// A load belongs to nobody: a caller that stops waiting does not stop it, since others may be waiting too. A failed load is forgotten, so
/// that the next caller tries again.
/// </remarks>
internal sealed class ModelSlots(
    VisionSdkOptions options,
    IModelFactory factory,
    VisionPipelines pipelines,
    ILogger logger
) : IDisposable
{
    private readonly Dictionary<string, ModelName> _slots = options.Slots.ToDictionary(
        static slot => slot.Key,
        static slot => ModelName.Parse(slot.Value, nameof(options)),
        StringComparer.Ordinal
    );

    private readonly ConcurrentDictionary<ModelName, Lazy<Task<IVisionModel>>> _loads = new();
    private readonly ConcurrentDictionary<(string Slot, ModelName Name), SlotModel> _roles = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly Lock _gate = new();
    private readonly List<IVisionModel> _loaded = [];
    private bool _disposed;

    /// <summary>The configured slots, in ordinal order.</summary>
    public IEnumerable<string> Names => _slots.Keys.Order(StringComparer.Ordinal);

    /// <summary>Gets a model, loading it if this is its first use.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="model">A model to use instead of the slot's, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the load goes on.</param>
    /// <exception cref="ArgumentException">The slot is not configured, or the model is not a name.</exception>
    public ValueTask<SlotModel> GetAsync(string slot, string? model, CancellationToken cancellationToken)
    {
        var name = model is null ? Configured(slot) : ModelName.Parse(model, nameof(model));
        return _roles.TryGetValue((slot, name), out var role)
            ? ValueTask.FromResult(role)
            : new ValueTask<SlotModel>(LoadRoleAsync(slot, name, cancellationToken));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _lifetime.Cancel();
            foreach (var model in _loaded)
            {
                model.Dispose();
            }

            _loaded.Clear();
        }

        _lifetime.Dispose();
        factory.Dispose();
    }

    private ModelName Configured(string slot) =>
        _slots.TryGetValue(slot, out var name)
            ? name
            : throw new ArgumentException(
                $"No model is configured for slot '{slot}'; there are {string.Join(", ", Names)}. Add it to VisionSdkOptions.Slots, or name a model.",
                nameof(slot)
            );

    private async Task<SlotModel> LoadRoleAsync(string slot, ModelName name, CancellationToken cancellationToken)
    {
        var load = _loads.GetOrAdd(
            name,
            static (key, slots) => new Lazy<Task<IVisionModel>>(() => slots.LoadAsync(key)),
            this
        );
        try
        {
            var model = await load.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            return _roles.GetOrAdd((slot, name), static (key, loaded) => SlotModel.Create(key.Slot, loaded), model);
        }
        catch (Exception) when (load.Value.IsFaulted || load.Value.IsCanceled)
        {
            _loads.TryRemove(KeyValuePair.Create(name, load));
            throw;
        }
    }

    private async Task<IVisionModel> LoadAsync(ModelName name)
    {
        // Loading is slow and synchronous; it must not run on the thread of the caller who happened to be first.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var id = name.ToString();
        using var activity = VisionTelemetry.Source.StartActivity("visionsdk.model_load");
        activity?.SetTag(VisionTelemetry.ModelTag, id);
        try
        {
            var model = await pipelines.LoadAsync(factory, name, _lifetime.Token).ConfigureAwait(false);
            Keep(model);
            return model;
        }
        catch (VisionSdkException exception)
        {
            activity.Fail(exception);
            Log.ModelLoadFailed(logger, exception, id);
            throw;
        }
    }

    private void Keep(IVisionModel model)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _loaded.Add(model);
                return;
            }
        }

        model.Dispose();
        ObjectDisposedException.ThrowIf(true, typeof(VisionClient));
    }
}
