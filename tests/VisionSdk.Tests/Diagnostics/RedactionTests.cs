using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>A whole run is listened to: what it tells the world names no picture, no person, and holds no vector.</summary>
[CollectionDefinition(nameof(RedactionTests), DisableParallelization = true)]
[Collection(nameof(RedactionTests))]
public sealed class RedactionTests
{
    private const string Name = "Zebulon Quartermain";
    private const string Key = "employee-zq-4711";
    private const string File = "zebulon-portrait.jpg";
    private const string Note = "allergic-to-quartz";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_is_logged_measured_or_traced_names_a_picture_a_person_or_a_vector()
    {
        var told = new ConcurrentQueue<string>();
        using var activities = ListenToActivities(told);
        await using var world = new VersionWorld();
        using var meters = ListenToMeters(told, world.Meters);

        var embedding = await RunAsync(world, told);
        meters.RecordObservableInstruments();
        foreach (var record in world.Logs)
        {
            told.Enqueue($"{record.Message} {record.Exception}");
            Tell(told, record.StructuredState);
        }

        var everything = string.Join('\n', told);
        foreach (var instrument in Instruments)
        {
            everything.ShouldContain(instrument, customMessage: "the run must have been heard");
        }

        everything.ShouldContain("visionsdk.identify", customMessage: "activities");
        everything.ShouldContain("is played by", customMessage: "logs");
        foreach (var secret in (string[])[Name, "Zebulon", "Quartermain", Key, File, "zebulon", Note])
        {
            everything.ShouldNotContain(secret, Case.Insensitive);
        }

        foreach (var value in embedding.Values)
        {
            everything.ShouldNotContain(value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private static readonly string[] Instruments =
    [
        "visionsdk.inference.duration",
        "visionsdk.queue.length",
        "visionsdk.queue.duration",
        "visionsdk.identify.decisions",
        "visionsdk.model.swaps",
        "visionsdk.model.load.duration",
        "visionsdk.models.loaded",
        "visionsdk.models.memory",
        "visionsdk.fallbacks",
        "visionsdk.circuit.state",
        "visionsdk.operation.rejections",
    ];

    /// <summary>Detects, verifies, enrols, identifies, rejects, erases, swaps, falls back, and fails in every way.</summary>
    private static async Task<Embedding> RunAsync(VersionWorld world, ConcurrentQueue<string> told)
    {
        using var folder = new TemporaryFolder();
        var client = world.Client;
        var damaged = folder.Write(File, "not a picture");
        world.Factory.Faces.Faces[300] = [(new BoundingBox(20, 20, 80, 80), 12.345)];
        world.Factory.Faces.Faces[301] = [(new BoundingBox(20, 20, 80, 80), 77.7)];
        var picture = Pictures.Sized(300, 300);
        await client.EnrollAsync(
            picture,
            new EnrolmentOptions
            {
                ExternalKey = Key,
                DisplayName = Name,
                Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("note", Note),
            },
            Token
        );
        await client.IdentifyAsync(picture, cancellationToken: Token);
        await client.IdentifyAsync(Pictures.Sized(301, 300), cancellationToken: Token);
        await client.VerifyAsync(IdentityKey.FromExternalKey(Key), picture, cancellationToken: Token);
        await client.VerifyAsync(picture, picture, cancellationToken: Token);
        await client.RejectAsync(IdentityKey.FromExternalKey(Key), Pictures.Sized(301, 300), cancellationToken: Token);
        var embedded = await client.EmbedAsync(picture, cancellationToken: Token);
        await FailAsync(() => client.DetectAsync(ImageSource.FromFile(damaged), cancellationToken: Token));
        await FailAsync(() =>
            client.DetectAsync(ImageSource.FromFile($"/home/zebulon/{File}"), cancellationToken: Token)
        );
        await FailAsync(() =>
            client.VerifyAsync(IdentityKey.FromExternalKey("zebulon@home"), picture, cancellationToken: Token)
        );
        await world.ActivateDetectorAsync();
        await world.BreakAsync();
        await world.DetectAsync();
        await client.Models.RollbackAsync(VisionSlots.ObjectDetector, cancellationToken: Token);
        world.Factory.Detector().During = (_, _) => VersionWorld.Fail(world.Factory.Detector().Manifest);
        for (var run = 0; run <= VersionWorld.Runs; run++)
        {
            await FailAsync(world.DetectAsync);
        }

        foreach (var slot in client.Health.Slots)
        {
            var status = await new SlotHealthCheck(client.Health, slot, load: false).CheckHealthAsync(
                new HealthCheckContext
                {
                    Registration = new HealthCheckRegistration(
                        slot,
                        static _ => throw new NotSupportedException(),
                        HealthStatus.Unhealthy,
                        tags: null
                    ),
                },
                Token
            );
            told.Enqueue($"{status.Description} {string.Join(' ', status.Data)}");
        }

        await client.EraseAsync(IdentityKey.FromExternalKey(Key), cancellationToken: Token);
        return embedded.Faces[0].Embedding;
    }

    private static async Task FailAsync(Func<Task> operation) => await Should.ThrowAsync<VisionSdkException>(operation);

    private static ActivityListener ListenToActivities(ConcurrentQueue<string> told)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "VisionSdk",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                told.Enqueue($"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription}");
                Tell(told, activity.TagObjects);
                foreach (var e in activity.Events)
                {
                    told.Enqueue(e.Name);
                    Tell(told, e.Tags);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener ListenToMeters(ConcurrentQueue<string> told, IMeterFactory meters)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                // Polly's own meter too; other tests' meters have other factories.
                if (instrument.Meter.Scope == meters || instrument.Meter.Name == "Polly")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Heard(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Heard(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Heard(instrument, tags));
        listener.Start();
        return listener;

        void Heard(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            told.Enqueue(instrument.Name);
            Tell(told, tags.ToArray());
        }
    }

    private static void Tell(ConcurrentQueue<string> told, IEnumerable? pairs)
    {
        foreach (var pair in pairs ?? Array.Empty<object>())
        {
            told.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{pair}"));
        }
    }
}
