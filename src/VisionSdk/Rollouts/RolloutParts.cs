using Microsoft.Extensions.Logging;

namespace VisionSdk;

/// <summary>What rollouts and recording need in a client that lives as long as it does.</summary>
internal sealed class RolloutParts : IAsyncDisposable
{
    private readonly StoreSource _stores;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private RolloutWarden? _warden;

    public RolloutParts(
        VisionSdkOptions options,
        StoreSource stores,
        VersionHost host,
        ModelSlots slots,
        VersionLocator locator,
        VersionPreparation preparation,
        VisionPipelines pipelines,
        TimeProvider time,
        ILogger logger
    )
    {
        _stores = stores;
        _time = time;
        _logger = logger;
        Follower = new RolloutFollower(options, stores, host, slots, locator, preparation, time, logger);
        Queue = new BackgroundLane(options.Rollouts, pipelines, time);
        Recorder = new DecisionRecorder(options.Decisions, stores, time, logger);
    }

    /// <summary>Which rollouts run.</summary>
    public RolloutFollower Follower { get; }

    /// <summary>What is decided in the background.</summary>
    public BackgroundLane Queue { get; }

    /// <summary>What is written down of decisions.</summary>
    public DecisionRecorder Recorder { get; }

    /// <summary>From now on what is counted is written down, and rules are obeyed.</summary>
    /// <param name="promotion">Activates candidates. It waits for the registry, which is watched beside the rollouts, so it comes later.</param>
    public void Guard(RolloutPromotion promotion) =>
        _warden = new RolloutWarden(Follower, promotion, _stores, _time, _logger);

    /// <summary>Follows, writes down and judges.</summary>
    public Task TickAsync(CancellationToken cancellationToken) =>
        _warden?.TickAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Writes down what was counted.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        _warden?.FlushAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Lets what is under way finish and writes it down. The store must still be open.</summary>
    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync().ConfigureAwait(false);
        await Recorder.DisposeAsync().ConfigureAwait(false);
        try
        {
            await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (VisionSdkException)
        {
            // The counts of the last second are lost with a store that cannot be written.
        }

        await Follower.StopAsync().ConfigureAwait(false);
        Follower.Dispose();
        _warden?.Dispose();
    }
}
