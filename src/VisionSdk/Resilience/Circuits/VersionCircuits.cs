using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>The circuits of all versions that were ever loaded: a version that is freed and loaded again is still the one that failed.</summary>
internal sealed class VersionCircuits(
    InferenceResilienceOptions options,
    VisionPipelines pipelines,
    TimeProvider time,
    ILogger logger
)
{
    private readonly ConcurrentDictionary<VersionKey, VersionCircuit> _circuits = new();
    private readonly HashSet<VersionKey> _notClosed = [];
    private readonly Lock _gate = new();
    private volatile bool _areAllClosed = true;

    /// <summary>Whether nothing is wrong with any version, so that nobody has to look.</summary>
    public bool AreAllClosed => _areAllClosed;

    public ICollection<VersionCircuit> All => _circuits.Values;

    /// <summary>The circuit of a version that is being loaded.</summary>
    public VersionCircuit Of(VersionKey key, IVisionModel model) =>
        _circuits.GetOrAdd(key, static (key, load) => load.Owner.Create(key, load.Model), (Owner: this, Model: model));

    /// <summary>The circuit of a version that was loaded once.</summary>
    public VersionCircuit? Find(VersionKey key) => _circuits.GetValueOrDefault(key);

    private VersionCircuit Create(VersionKey key, IVisionModel model) =>
        new(key, model, options, time, pipelines.Run, Changed);

    private void Changed(VersionCircuit circuit, CircuitState state)
    {
        var model = circuit.Key.ToString();
        switch (state)
        {
            case CircuitState.Open:
                Mark(circuit.Key, isClosed: false);
                Log.CircuitOpened(logger, model, circuit.LastFailure, options.BreakDuration.TotalSeconds);
                break;
            case CircuitState.HalfOpen:
                Log.CircuitHalfOpened(logger, model);
                break;
            default:
                Mark(circuit.Key, isClosed: true);
                Log.CircuitClosed(logger, model);
                break;
        }
    }

    private void Mark(VersionKey key, bool isClosed)
    {
        lock (_gate)
        {
            _ = isClosed ? _notClosed.Remove(key) : _notClosed.Add(key);
            _areAllClosed = _notClosed.Count == 0;
        }
    }
}
