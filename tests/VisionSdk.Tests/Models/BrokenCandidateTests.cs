using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>Candidates that are broken in their weights or in what they say of themselves, on the real runtime, while callers go on.</summary>
public sealed class BrokenCandidateTests : IDisposable
{
    private const string Present = "1.0.0";
    private const string Candidate = "2.0.0";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("another input", "its graph has [1, 3, 16, 16]")]
    [InlineData("outputs that are no numbers", "must be finite")]
    [InlineData("another golden run", "at 0 is")]
    [InlineData("a missing output", "nothing")]
    public async Task A_broken_candidate_is_refused_and_the_present_version_never_stops_serving(
        string broken,
        string message
    )
    {
        await using var client = VisionClient.Create(Options());
        await client.Models.RegisterAsync(Package(Present), cancellationToken: Token);
        await client.Models.ActivateAsync(Slot, $"{TinyDetector.Id}@{Present}", cancellationToken: Token);
        using var stop = new CancellationTokenSource();
        var calling = Task.Run(() => CallAsync(client, stop.Token), Token);
        await client.Models.RegisterAsync(BrokenPackage(broken), cancellationToken: Token);

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.Models.ActivateAsync(Slot, $"{TinyDetector.Id}@{Candidate}", cancellationToken: Token)
        );

        await stop.CancelAsync();
        error.Message.ShouldContain(message);
        (await calling).ShouldBe([Present]);
        (await client.Models.ListLiveAsync(cancellationToken: Token)).ShouldHaveSingleItem().Version.ShouldBe(Present);
    }

    private static string Slot => VisionSlots.ObjectDetector;

    private static async Task<HashSet<string>> CallAsync(VisionClient client, CancellationToken stop)
    {
        var versions = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var result = await client.DetectAsync(Pictures.Sized(24, 24), cancellationToken: Token);
            result.Detections.ShouldHaveSingleItem().Label.ShouldBe(result.Provenance.Models[0].Version);
            versions.Add(result.Provenance.Models[0].Version);
        } while (!stop.IsCancellationRequested);

        return versions;
    }

    private string Package(
        string version,
        float confidence = 0.2f,
        Func<ModelManifest, ModelManifest>? change = null
    ) => TinyDetector.Write(_folder.At("packages"), version, seed: version[0], label: version, confidence, change);

    private string BrokenPackage(string broken) =>
        broken switch
        {
            "outputs that are no numbers" => Package(Candidate, float.NaN),
            "another input" => Package(
                Candidate,
                change: static manifest => manifest with { Input = manifest.Input with { Width = 32, Height = 32 } }
            ),
            "a missing output" => Package(
                Candidate,
                change: static manifest =>
                    manifest with
                    {
                        Output = new EndToEndSettings { Tensors = ["nothing"], MinConfidence = 0.1f },
                    }
            ),
            _ => Package(
                Candidate,
                change: static manifest =>
                    manifest with
                    {
                        Golden = new GoldenRun
                        {
                            Seed = 1,
                            Minimum = 0,
                            Maximum = 1,
                            Outputs =
                            [
                                new GoldenOutput
                                {
                                    Tensor = "boxes",
                                    Length = 6,
                                    Scale = 13,
                                    MeanAbsolute = 5,
                                    Positions = [0],
                                    Values = [11],
                                },
                            ],
                        },
                    }
            ),
        };

    private VisionSdkOptions Options()
    {
        var options = new VisionSdkOptions { ModelsDirectory = _folder.At("models") };
        options.Slots.Clear();
        options.Profiles.Clear();
        options.Slots[Slot] = $"{TinyDetector.Id}@{Present}";
        options.Store.Database = _folder.At("vision.db");
        options.Store.KeyFile = _folder.At("key.txt");
        options.Store.KeyDirectory = _folder.At("keys");
        options.Models.CacheDirectory = _folder.At("cache");
        return options;
    }
}
