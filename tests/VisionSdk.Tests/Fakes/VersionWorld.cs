using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Polly;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>A client over fakes with a real store and registry, in which versions fail as a test tells them to.</summary>
internal sealed class VersionWorld : IAsyncDisposable
{
    /// <summary>How many runs have to fail before a version is not asked any more.</summary>
    public const int Runs = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ILoggerFactory _loggers;
    private readonly FakeLoggerProvider _log = new();

    public VersionWorld(
        Action<VisionSdkOptions>? configure = null,
        Action<string, ResiliencePipelineBuilder>? inject = null
    )
    {
        foreach (var id in VisionSdkDefaults.Slots.Values)
        {
            Factory.Models[id] = new FakeModel(Manifests.Other(id));
        }

        Factory.Models["object-detector-centernet"] = new FakeDetector(
            Manifests.Detector("object-detector-centernet") with
            {
                Labels = ["thing"],
            }
        );
        Factory.Models["face-embedder-dlib"] = new FakeModel(Manifests.Embedder("face-embedder-dlib", Thresholds));
        Factory.AfterLoad = model => Loaded[model.Manifest.Version] = model;
        _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        Client = TestClient.Create(
            Factory,
            options =>
            {
                Configure(options);
                configure?.Invoke(options);
            },
            _loggers,
            Time,
            Meters,
            inject
        );
    }

    public string DatabaseFile => _folder.At("vision.db");

    /// <summary>Another client on the same store, as another process would have, over fakes of its own.</summary>
    public VisionClient OpenOther(Action<FakeModelFactory> configure)
    {
        var factory = new FakeModelFactory();
        configure(factory);
        return TestClient.Create(factory, Configure, time: Time);
    }

    public static IEnumerable<DecisionThreshold> Thresholds =>
        [Manifests.Threshold(0.0001, 0.02), Manifests.Threshold(0.001, 0.075), Manifests.Threshold(0.01, 0.15)];

    public FakeModelFactory Factory { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public VisionClient Client { get; }

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public IReadOnlyList<FakeLogRecord> Logs => _log.Collector.GetSnapshot();

    /// <summary>The registered versions that were loaded, by version.</summary>
    public Dictionary<string, FakeModel> Loaded { get; } = new(StringComparer.Ordinal);

    public FakeDetector Detector(string version) => (FakeDetector)Loaded[version];

    /// <summary>Registers a version.</summary>
    public Task RegisterAsync(ModelManifest manifest) => RegisteredVersions.RegisterAsync(Client, _folder, manifest);

    /// <summary>Registers a version and gives it a role.</summary>
    public async Task ActivateAsync(string slot, ModelManifest manifest, ActivationOptions? options = null)
    {
        await RegisterAsync(manifest);
        await Client.Models.ActivateAsync(
            slot,
            $"{manifest.Id}@{manifest.Version}",
            options,
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Activates version 2.0.0 of the object detector.</summary>
    public Task ActivateDetectorAsync(string version = "2.0.0") =>
        ActivateAsync(VisionSlots.ObjectDetector, Manifests.Detector("object-detector-centernet", version));

    public Task<DetectionResult> DetectAsync() =>
        Client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>What a network does that cannot be computed.</summary>
    public static void Fail(ModelManifest manifest) =>
        throw new ModelRunException(ModelRunFailure.Failed, manifest.Id, manifest.Version, "cannot be computed");

    /// <summary>Makes the active detector fail until its circuit is open.</summary>
    public async Task BreakAsync(string version = "2.0.0")
    {
        Detector(version).During = (_, _) => Fail(Detector(version).Manifest);
        for (var run = 1; run < Runs; run++)
        {
            await Should.ThrowAsync<ModelRunException>(DetectAsync);
        }

        await DetectAsync();
    }

    private void Configure(VisionSdkOptions options)
    {
        options.Store.Database = DatabaseFile;
        options.Store.KeyFile = _folder.At("key.txt");
        options.Store.KeyDirectory = _folder.At("keys");
        options.Models.CacheDirectory = _folder.At("cache");
        options.Resilience.Inference.MinimumRuns = Runs;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _loggers.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
