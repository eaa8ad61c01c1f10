using System.Diagnostics;
using System.Diagnostics.Metrics;

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
    public const string ErrorTag = "error.type";

    private readonly Meter _meter;
    private readonly Histogram<double> _inference;
    private readonly Histogram<double> _queue;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _swaps;
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

    /// <summary>Tells how many identities have still to be moved.</summary>
    public void MigrationRemains(string slot, int identities) =>
        _migrationRemaining.Record(identities, new TagList { { SlotTag, slot } });

    public void Dispose() => _meter.Dispose();
}
