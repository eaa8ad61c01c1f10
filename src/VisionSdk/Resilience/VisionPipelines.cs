using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Registry;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What protects a client: limits of how much it does at once, and Polly pipelines by what they protect.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Admission: MaxConcurrency + QueueLimit operations at once, the rest is refused immediately (<see cref="Admit"/>).</item>
/// <item>Turns: of the admitted operations MaxConcurrency compute, in the order of arrival (<see cref="TakeTurnAsync"/>).</item>
/// <item>Pipeline <c>inference</c>: the total time of an operation.</item>
/// <item>Pipeline <c>model-load</c>: total time, and retries of transient I/O errors only.</item>
/// <item>Pipeline <c>store</c>: the total time of one call of the store. The store itself tries its transactions again.</item>
/// <item>Pipeline <c>store-open</c>: the same for opening it, with retries.</item>
/// <item>Pipeline <c>batch</c>: waits, with jitter, where a single operation would be refused as busy.</item>
/// </list>
/// The limits are the runtime's own limiters, not strategies of a pipeline: those would add a kilobyte to every picture and nothing else.
/// Each run of a network goes through the circuit of its version (<see cref="VersionCircuit"/>).
/// Streams are read after admission and before a turn to compute, so a slow sender holds a place in the queue but never a processor.
/// </remarks>
internal sealed class VisionPipelines : IDisposable
{
    public const string InferenceKey = "inference";
    public const string ModelLoadKey = "model-load";
    public const string BatchKey = "batch";
    public const string StoreKey = "store";
    public const string StoreOpenKey = "store-open";

    /// <summary>Key of the pipeline inside a circuit, around one run of a network: empty, unless a test injects faults.</summary>
    public const string RunKey = "run";

    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BatchMaxDelay = TimeSpan.FromMilliseconds(500);

    // Polly would log the message of every exception, and such a message may name a picture's file. The client logs what matters itself.
    private static readonly TelemetryOptions MetricsOnly = new() { LoggerFactory = NullLoggerFactory.Instance };

    private readonly VisionSdkOptions _options;
    private readonly SemaphoreSlim _admission;
    private readonly ConcurrencyLimiter _turns;
    private readonly ResiliencePipelineRegistry<string> _registry = new();
    private readonly ResiliencePipeline _modelLoad;
    private readonly ResiliencePipeline _store;
    private readonly ResiliencePipeline _storeOpen;

    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="inject">Adds strategies at the inside of a pipeline, given its key: how tests inject faults.</param>
    public VisionPipelines(
        VisionSdkOptions options,
        TimeProvider time,
        ILogger logger,
        Action<string, ResiliencePipelineBuilder>? inject = null
    )
    {
        _options = options;
        var places = options.MaxConcurrency + options.QueueLimit;
        _admission = new SemaphoreSlim(places, places);
        _turns = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = options.MaxConcurrency,
                QueueLimit = int.MaxValue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );

        // Outside the registry, which would wrap it into a layer of 175 bytes for each picture, to count those that are running.
        var inference = new ResiliencePipelineBuilder();
        Configure(
            inference,
            InferenceKey,
            builder => builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.OperationTimeout })
        );
        Inference = inference.Build();
        Batch = Add(BatchKey, static builder => builder.AddRetry(BatchRetry()));
        _modelLoad = Add(
            ModelLoadKey,
            builder =>
            {
                builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.ModelLoadTimeout });
                if (options.ModelLoadRetries > 0)
                {
                    builder.AddRetry(LoadRetry(options, logger));
                }
            }
        );

        _store = Add(StoreKey, builder => builder.AddTimeout(options.Resilience.Store.Timeout));
        _storeOpen = Add(
            StoreOpenKey,
            builder =>
            {
                builder.AddTimeout(OpenTimeout(options));
                if (options.Resilience.Store.Retries > 0)
                {
                    builder.AddRetry(StoreRetry(options.Resilience.Store, logger));
                }
            }
        );
        Run = inject is null ? null : Add(RunKey, static _ => { });

        ResiliencePipeline Add(string key, Action<ResiliencePipelineBuilder> configure) =>
            _registry.GetOrAddPipeline(
                key,
                builder =>
                {
                    builder.ConfigureTelemetry(MetricsOnly);
                    Configure(builder, key, configure);
                }
            );

        // Without Polly's telemetry, which would cost every picture 190 bytes, to report timeouts that the client's own meter reports.
        void Configure(ResiliencePipelineBuilder builder, string key, Action<ResiliencePipelineBuilder> configure)
        {
            builder.Name = "VisionSdk";
            builder.InstanceName = key;
            builder.TimeProvider = time;
            configure(builder);
            inject?.Invoke(key, builder);
        }
    }

    public ResiliencePipeline Inference { get; }

    public ResiliencePipeline Batch { get; }

    /// <summary>Around one run of a network, inside its circuit; <see langword="null"/> outside of tests.</summary>
    public ResiliencePipeline? Run { get; }

    /// <summary>How many operations wait for their turn to compute.</summary>
    public long QueueLength => _turns.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Whether an operation that came now would compute at once.</summary>
    public bool HasIdleTurn => _turns.GetStatistics() is { CurrentAvailablePermits: > 0, CurrentQueuedCount: 0 };

    /// <summary>Lets an operation in.</summary>
    /// <returns>Its place; disposing it lets another one in.</returns>
    /// <exception cref="VisionBusyException">There is no place.</exception>
    public Place Admit() =>
        _admission.Wait(TimeSpan.Zero)
            ? new Place(_admission)
            : throw new VisionBusyException(_options.MaxConcurrency, _options.QueueLimit);

    /// <summary>Waits, in the order of arrival, until one of the turns to compute is free.</summary>
    /// <returns>The turn; disposing it lets the next one compute.</returns>
    public ValueTask<RateLimitLease> TakeTurnAsync(CancellationToken cancellationToken) =>
        _turns.AcquireAsync(1, cancellationToken);

    /// <summary>Loads a model within its total time, again after transient I/O errors.</summary>
    public async Task<IVisionModel> LoadAsync(
        IModelFactory factory,
        VersionKey key,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _modelLoad
                .ExecuteAsync(
                    static (state, token) => ValueTask.FromResult(state.factory.Load(state.key, token)),
                    (factory, key),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new VisionTimeoutException(
                $"load {key}",
                _options.ModelLoadTimeout,
                nameof(VisionSdkOptions.ModelLoadTimeout),
                exception
            );
        }
    }

    /// <summary>Opens a store within its time, again after what was only for a moment.</summary>
    public Task<VisionStore> OpenStoreAsync(
        Func<CancellationToken, Task<VisionStore>> open,
        CancellationToken cancellationToken
    ) => CallStoreAsync(_storeOpen, "open the store", OpenTimeout(_options), open, cancellationToken);

    /// <summary>Calls the store within its time.</summary>
    public Task<T> CallStoreAsync<T>(
        string operation,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    ) => CallStoreAsync(_store, operation, _options.Resilience.Store.Timeout, call, cancellationToken);

    public void Dispose()
    {
        _registry.Dispose();
        _admission.Dispose();
        _turns.Dispose();
    }

    private static async Task<T> CallStoreAsync<T>(
        ResiliencePipeline pipeline,
        string operation,
        TimeSpan timeout,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await pipeline
                .ExecuteAsync(
                    static async (call, token) => await call(token).ConfigureAwait(false),
                    call,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new VisionTimeoutException(operation, timeout, "Resilience.Store.Timeout", exception);
        }
    }

    /// <summary>A store may have to be migrated when it is opened, which has a time of its own.</summary>
    private static TimeSpan OpenTimeout(VisionSdkOptions options) =>
        options.Resilience.Store.Timeout + options.Store.MigrationTimeout;

    private static RetryStrategyOptions LoadRetry(VisionSdkOptions options, ILogger logger) =>
        new()
        {
            MaxRetryAttempts = options.ModelLoadRetries,
            Delay = options.ModelLoadRetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = static arguments => ValueTask.FromResult(TransientFault.Is(arguments.Outcome.Exception)),
            OnRetry = arguments =>
            {
                Log.ModelLoadRetried(
                    logger,
                    arguments.Outcome.Exception,
                    arguments.RetryDelay.TotalMilliseconds,
                    arguments.AttemptNumber + 1
                );
                return ValueTask.CompletedTask;
            },
        };

    private static RetryStrategyOptions StoreRetry(StoreResilienceOptions options, ILogger logger) =>
        new()
        {
            MaxRetryAttempts = options.Retries,
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static arguments =>
                ValueTask.FromResult(arguments.Outcome.Exception is StoreException { IsTransient: true }),
            OnRetry = arguments =>
            {
                Log.StoreOpenRetried(
                    logger,
                    arguments.Outcome.Exception is StoreException store ? store.Failure : StoreFailure.Unexpected,
                    arguments.RetryDelay.TotalMilliseconds,
                    arguments.AttemptNumber + 1
                );
                return ValueTask.CompletedTask;
            },
        };

    private static RetryStrategyOptions BatchRetry() =>
        new()
        {
            MaxRetryAttempts = int.MaxValue,
            Delay = BatchDelay,
            MaxDelay = BatchMaxDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is VisionBusyException),
        };

    /// <summary>An operation's place among those that are let in.</summary>
    internal readonly struct Place(SemaphoreSlim admission) : IDisposable
    {
        public void Dispose() => admission.Release();
    }
}
