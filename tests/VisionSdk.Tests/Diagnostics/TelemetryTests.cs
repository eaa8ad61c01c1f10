using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace VisionSdk.Tests;

public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inference_duration_is_measured_with_slot_and_version()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var collector = new MetricCollector<double>(meters, "VisionSdk", "visionsdk.inference.duration");
        using var client = TestClient.Create(new FakeModelFactory(), meters: meters);

        await client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token);

        var measurement = collector.GetMeasurementSnapshot().ShouldHaveSingleItem();
        measurement.Value.ShouldBeGreaterThan(0);
        measurement.Tags["visionsdk.operation"].ShouldBe("detect");
        measurement.Tags["visionsdk.slot"].ShouldBe("objects/detector");
        measurement.Tags["visionsdk.model.version"].ShouldBe("1.0.0");
        measurement.Tags.ShouldNotContainKey("error.type");
    }

    [Fact]
    public async Task A_failure_is_measured_with_its_type()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var collector = new MetricCollector<double>(meters, "VisionSdk", "visionsdk.inference.duration");
        using var client = TestClient.Create(new FakeModelFactory(), meters: meters);

        await Should.ThrowAsync<ImageDecodeException>(() =>
            client.DetectAsync(Pictures.Damaged(), cancellationToken: Token)
        );

        collector
            .GetMeasurementSnapshot()
            .ShouldHaveSingleItem()
            .Tags["error.type"]
            .ShouldBe("VisionSdk.ImageDecodeException");
    }

    [Fact]
    public async Task Queue_length_counts_the_operations_that_wait_for_their_turn()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var collector = new MetricCollector<long>(meters, "VisionSdk", "visionsdk.queue.length");
        var factory = new FakeModelFactory();
        using var release = new ManualResetEventSlim();
        factory.Detector().During = (_, token) => release.Wait(token);
        using var client = TestClient.Create(factory, static options => options.MaxConcurrency = 1, meters: meters);
        await client.WarmUpAsync([VisionSlots.ObjectDetector], Token);

        var tasks = Enumerable
            .Range(0, 3)
            .Select(_ => client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token))
            .ToArray();
        collector.RecordObservableInstruments();
        release.Set();
        await Task.WhenAll(tasks);

        collector.LastMeasurement!.Value.ShouldBe(2);
    }

    [Fact]
    public async Task An_operation_is_one_activity_that_names_its_model()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "VisionSdk",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = new Activity("test").Start();
        using var client = TestClient.Create(new FakeModelFactory());

        await client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token);

        // Other tests run at the same time; the parent tells ours.
        var detect = activities.Where(activity => activity.ParentId == parent.Id).ShouldHaveSingleItem();
        detect.OperationName.ShouldBe("visionsdk.detect");
        detect.GetTagItem("visionsdk.model").ShouldBe("object-detector-centernet");
    }

    [Fact]
    public async Task Logs_name_neither_the_picture_nor_its_folder()
    {
        var provider = new FakeLoggerProvider();
        using var loggers = LoggerFactory.Create(builder =>
            builder.SetMinimumLevel(LogLevel.Trace).AddProvider(provider)
        );
        using var client = TestClient.Create(new FakeModelFactory(), loggers: loggers);

        await client.DetectAsync(Pictures.Sized(3, 3), cancellationToken: Token);
        await Should.ThrowAsync<ImageDecodeException>(() =>
            client.DetectAsync(ImageSource.FromFile("/home/jane/jane-doe.jpg"), cancellationToken: Token)
        );

        var records = provider.Collector.GetSnapshot();
        records.ShouldContain(static record => record.Id.Id == 2100);
        records.ShouldContain(static record => record.Id.Id == 2103);
        foreach (var record in records)
        {
            $"{record.Message} {record.Exception}".ShouldNotContain("jane", Case.Insensitive);
        }
    }
}
