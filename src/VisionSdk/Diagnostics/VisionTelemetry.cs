using System.Diagnostics;
using System.Diagnostics.Metrics;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Traces and metrics, named <c>VisionSdk</c>. Tags name models and errors, never pictures or people.</summary>
internal sealed class VisionTelemetry : IDisposable
{
    public const string Name = "VisionSdk";
    public const string OperationTag = "visionsdk.operation";
    public const string SlotTag = "visionsdk.slot";
    public const string ModelTag = "visionsdk.model";
    public const string VersionTag = "visionsdk.model.version";
    public const string ProfileTag = "visionsdk.profile";
    public const string DecisionTag = "visionsdk.decision";
    public const string FallbackTag = "visionsdk.fallback";
    public const string FallbackKindTag = "visionsdk.fallback.kind";
    public const string WantedTag = "visionsdk.fallback.wanted";
    public const string UsedTag = "visionsdk.fallback.used";
    public const string ReasonTag = "visionsdk.reason";
    public const string ProviderTag = "visionsdk.provider";
    public const string ErrorTag = "error.type";

    private readonly Meter _meter;
    private readonly Histogram<double> _inference;
    private readonly Histogram<double> _queue;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _swaps;
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _rejections;
    private readonly Histogram<double> _loads;
    private readonly Gauge<int> _migrationRemaining;

    public VisionTelemetry(IMeterFactory? meters, Func<long> queueLength)
    {
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _inference = _meter.CreateHistogram<double>(
            "visionsdk.inference.duration",
            unit: "s",
            description: "Decoding and inference of one operation, without waiting."
        );
        _queue = _meter.CreateHistogram<double>(
            "visionsdk.queue.duration",
            unit: "s",
            description: "Waiting of one operation for its turn to compute."
        );
        _decisions = _meter.CreateCounter<long>(
            "visionsdk.identify.decisions",
            unit: "{decision}",
            description: "Decisions of identifying, by what they were."
        );
        _swaps = _meter.CreateCounter<long>(
            "visionsdk.model.swaps",
            unit: "{swap}",
            description: "Slots that this process gave to another version, and those that it could not give."
        );
        _fallbacks = _meter.CreateCounter<long>(
            "visionsdk.fallbacks",
            unit: "{fallback}",
            description: "Answers of another version than the active one, and models loaded on the processor although a GPU was welcome."
        );
        _rejections = _meter.CreateCounter<long>(
            "visionsdk.operation.rejections",
            unit: "{operation}",
            description: "Operations that were refused, because the client was busy or a model version was not asked."
        );
        _loads = _meter.CreateHistogram<double>(
            "visionsdk.model.load.duration",
            unit: "s",
            description: "Loading a model version, retries included, and those that could not be loaded."
        );
        _migrationRemaining = _meter.CreateGauge<int>(
            "visionsdk.migration.remaining",
            unit: "{identity}",
            description: "Identities that have still to be moved to another embedding space, while this process works on it."
        );
        _meter.CreateObservableUpDownCounter(
            "visionsdk.queue.length",
            queueLength,
            unit: "{operation}",
            description: "Operations that wait for their turn to compute."
        );
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Record(string operation, ModelUse? model, TimeSpan computing, TimeSpan queued, Exception? error)
    {
        var tags = new TagList { { OperationTag, operation } };
        if (model is not null)
        {
            tags.Add(SlotTag, model.Slot);
            tags.Add(ModelTag, model.ModelId);
            tags.Add(VersionTag, model.Version);
        }

        if (error is not null)
        {
            tags.Add(ErrorTag, error.GetType().FullName);
        }

        _inference.Record(computing.TotalSeconds, tags);
        _queue.Record(queued.TotalSeconds, tags);
    }

    /// <summary>Counts a decision: a rising share of unknown tells of strangers, or of a model or a camera that has changed.</summary>
    public void Decided(string profile, IdentificationDecision decision) =>
        _decisions.Add(1, new TagList { { ProfileTag, profile }, { DecisionTag, decision.ToString() } });

    /// <summary>Counts a swap, or one that failed.</summary>
    public void Swapped(string slot, string model, string? version, Exception? error)
    {
        var tags = new TagList
        {
            { SlotTag, slot },
            { ModelTag, model },
            { VersionTag, version },
        };
        if (error is not null)
        {
            tags.Add(ErrorTag, error.GetType().FullName);
        }

        _swaps.Add(1, tags);
    }

    /// <summary>Counts an answer of another version than the active one.</summary>
    public void FellBack(string operation, ModelFallback fallback) =>
        _fallbacks.Add(
            1,
            new TagList
            {
                { FallbackKindTag, "version" },
                { OperationTag, operation },
                { SlotTag, fallback.Slot },
                { WantedTag, fallback.Wanted },
                { UsedTag, fallback.Used },
                { ReasonTag, fallback.Reason.ToString() },
            }
        );

    /// <summary>Counts an operation that was refused.</summary>
    public void Rejected(string operation, Exception reason) =>
        _rejections.Add(1, new TagList { { OperationTag, operation }, { ErrorTag, reason.GetType().FullName } });

    /// <summary>Measures a load, and counts it where it ended on the processor instead of a GPU.</summary>
    public void Loaded(VersionKey key, ExecutionProviderReport? provider, TimeSpan elapsed, Exception? error)
    {
        var tags = new TagList { { ModelTag, key.Id }, { VersionTag, key.Version } };
        if (error is not null)
        {
            tags.Add(ErrorTag, error.GetType().FullName);
        }

        if (provider is not null)
        {
            tags.Add(ProviderTag, provider.Actual.ToString());
            if (provider.Reason is not null)
            {
                _fallbacks.Add(
                    1,
                    new TagList
                    {
                        { FallbackKindTag, "provider" },
                        { ModelTag, key.Id },
                        { VersionTag, key.Version },
                        { WantedTag, provider.Requested.ToString() },
                        { UsedTag, provider.Actual.ToString() },
                    }
                );
            }
        }

        _loads.Record(elapsed.TotalSeconds, tags);
    }

    /// <summary>Shows the versions in memory and their circuits whenever somebody looks.</summary>
    public void Observe(VersionHost host, VersionCircuits circuits)
    {
        _meter.CreateObservableUpDownCounter(
            "visionsdk.models.loaded",
            () => (long)host.Loaded.Count,
            unit: "{model}",
            description: "Model versions in memory."
        );
        _meter.CreateObservableUpDownCounter(
            "visionsdk.models.memory",
            () => host.Loaded.Sum(static version => version.MemoryBytes),
            unit: "By",
            description: "Memory of the model versions, counted as their weights in single precision."
        );
        _meter.CreateObservableGauge(
            "visionsdk.circuit.state",
            () =>
                circuits.All.Select(static circuit => new Measurement<int>(
                    (int)circuit.State,
                    new KeyValuePair<string, object?>(ModelTag, circuit.Key.Id),
                    new KeyValuePair<string, object?>(VersionTag, circuit.Key.Version)
                )),
            unit: null,
            description: "Whether a model version is asked: 0 yes, 1 it is being tried, 2 no."
        );
    }

    /// <summary>Tells how many identities have still to be moved.</summary>
    public void MigrationRemains(string slot, int identities) =>
        _migrationRemaining.Record(identities, new TagList { { SlotTag, slot } });

    public void Dispose() => _meter.Dispose();
}
