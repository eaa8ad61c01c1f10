using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;
using VisionSdk.ML;

namespace VisionSdk;

/// <inheritdoc cref="IVisionClient"/>
public sealed partial class VisionClient : IVisionClient
{
    private readonly VisionSdkOptions _options;
    private readonly VisionPipelines _pipelines;
    private readonly VisionRuntime _runtime;
    private readonly VisionTelemetry _telemetry;
    private readonly OperationRunner _runner;
    private readonly InFlight _inFlight = new();
    private readonly StoreSource _stores;
    private readonly Enroller _enroller;
    private readonly Claims _claims;
    private readonly Identifier _identifier;
    private readonly VersionRegistration _registration;
    private readonly RegistryFollower _follower;
    private readonly RolloutParts _rollouts;
    private readonly DecisionLane _background;
    private readonly DecisionDesk _desk;
    private readonly VersionFallbacks _fallbacks;
    private readonly Task _freed;

    internal VisionClient(
        VisionSdkOptions options,
        IModelFactory factory,
        ILoggerFactory loggers,
        TimeProvider time,
        IMeterFactory? meters,
        IDataProtectionProvider? protection = null,
        Action<string, ResiliencePipelineBuilder>? inject = null
    )
    {
        _options = options;
        var logger = loggers.CreateLogger("VisionSdk");
        _pipelines = new VisionPipelines(options, time, logger, inject);
        _telemetry = new VisionTelemetry(meters, () => _pipelines.QueueLength);
        _stores = new StoreSource(options, _pipelines, protection, time, loggers);
        var locator = new VersionLocator(options, factory, _stores);
        var circuits = new VersionCircuits(options.Resilience.Inference, _pipelines, time, logger);
        var host = new VersionHost(options.Models, factory, _pipelines, circuits, _telemetry, time, logger);
        _telemetry.Observe(host, circuits);
        var slots = new ModelSlots(options, host, locator);
        var faces = new FaceChains(slots, factory);
        var profiles = new ProfileChains(options, slots, factory);
        var preparation = new VersionPreparation(options, host, slots, faces, profiles);
        _follower = new RegistryFollower(options, _stores, slots, locator, preparation, _telemetry, time, logger);
        _registration = new VersionRegistration(options, factory, _stores, locator);
        _rollouts = new RolloutParts(options, _stores, host, slots, locator, preparation, _pipelines, time, logger);
        var watch = new RegistryWatch(options.Models, _follower, _rollouts, host, time, logger);
        _fallbacks = new VersionFallbacks(
            options,
            slots,
            host,
            circuits,
            preparation,
            new LastGoodVersions(options, _stores, locator),
            _stores,
            time,
            logger
        );
        _runtime = new VisionRuntime(
            options,
            slots,
            watch,
            _fallbacks,
            circuits,
            new CalibrationWatch(options.Models, _stores, time, logger),
            faces,
            profiles,
            new ImageDecoder(options.Images.ToLimits()),
            _pipelines,
            time
        );
        var activation = new VersionActivation(options, _registration, watch, _follower, slots, locator, preparation);
        Models = new ModelRegistry(_registration, activation, _follower, preparation, locator, host, slots, _inFlight);
        Health = new VisionHealth(options, slots, host, circuits, _fallbacks, _follower, watch, _stores, _inFlight);
        _runner = new OperationRunner(_runtime, _telemetry, _inFlight, logger);
        var reader = new ProbeReader(_runner, _runtime);
        var embedder = new MigrationEmbedder(reader, new MigrationModels(slots, locator));
        var references = new ReferenceMaker(embedder, options, time);
        Migrations = new EmbeddingMigrator(
            options,
            _registration,
            activation,
            watch,
            _follower,
            locator,
            embedder,
            _pipelines,
            _telemetry,
            _inFlight,
            time
        );
        _enroller = new Enroller(reader, _stores, references, options, time);
        _claims = new Claims(reader, _stores, references, options);
        _identifier = new Identifier(reader, _stores, options, _telemetry);
        Calibration = new ThresholdCalibrator(_runtime, reader, _stores, _inFlight);
        _background = CreateBackground(references);
        _desk = CreateDesk(_rollouts);
        var promotion = new RolloutPromotion(options, _registration, activation, _follower);
        _rollouts.Guard(promotion);
        Rollouts = new Rollouts(
            options,
            _registration,
            locator,
            preparation,
            slots,
            watch,
            _rollouts,
            promotion,
            new Replayer(_registration, locator, preparation, slots, new ReplayLane(options, profiles, _background)),
            _inFlight,
            logger
        );
        _freed = FreeWhenDrainedAsync();
    }

    /// <inheritdoc/>
    public IModelRegistry Models { get; }

    /// <inheritdoc/>
    public IVisionHealth Health { get; }

    /// <inheritdoc/>
    public IEmbeddingMigrator Migrations { get; }

    /// <summary>Creates a client without dependency injection.</summary>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="loggerFactory">Where to log; <see langword="null"/> for nowhere.</param>
    /// <returns>A client, to be disposed by the caller. No model is loaded yet.</returns>
    /// <exception cref="OptionsValidationException">A value is out of range, or values contradict each other.</exception>
    public static VisionClient Create(VisionSdkOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        options ??= new VisionSdkOptions();
        VisionSdkOptionsValidation.Validate(options);
        var loggers = loggerFactory ?? NullLoggerFactory.Instance;
        return new VisionClient(
            options,
            new EngineModelFactory(options, loggers),
            loggers,
            TimeProvider.System,
            meters: null
        );
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ModelUse>> WarmUpAsync(
        IReadOnlyCollection<string>? slots = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = _inFlight.Enter();
        await _runtime.Registry.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var generation = _runtime.Slots.Current;
        var names = slots ?? [.. generation.Names];
        var loaded = ImmutableArray.CreateBuilder<ModelUse>(names.Count);
        foreach (var slot in names)
        {
            using var model = await _runtime
                .Slots.HoldAsync(generation, slot, model: null, cancellationToken)
                .ConfigureAwait(false);
            loaded.Add(model.Use);
        }

        return loaded.MoveToImmutable();
    }

    /// <summary>Refuses new operations; the models are freed when the running ones have finished.</summary>
    public void Dispose() => _inFlight.Close();

    /// <summary>Refuses new operations, waits for the running ones and frees the models.</summary>
    /// <returns>Completes when everything is freed.</returns>
    public async ValueTask DisposeAsync()
    {
        _inFlight.Close();
        await _freed.ConfigureAwait(false);
    }

    private async Task FreeWhenDrainedAsync()
    {
        await _inFlight.Drained.ConfigureAwait(false);
        await _runtime.Registry.DisposeAsync().ConfigureAwait(false);
        await _runtime.Calibrations.DisposeAsync().ConfigureAwait(false);
        await _rollouts.DisposeAsync().ConfigureAwait(false);
        await _stores.DisposeAsync().ConfigureAwait(false);
        _follower.Dispose();
        _fallbacks.Dispose();
        _registration.Dispose();
        _runtime.Slots.Dispose();
        _runtime.Decoder.Dispose();
        _pipelines.Dispose();
        _telemetry.Dispose();
    }
}
