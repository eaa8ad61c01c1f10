namespace VisionSdk.Tests;

/// <summary>A world with a second embedder to try: its thresholds, its speed and its errors are the test's.</summary>
internal sealed class RolloutWorld : IAsyncDisposable
{
    public const string Present = "face-embedder-dlib";
    public const string Candidate = "face-embedder-candidate";

    private readonly List<VisionClient> _others = [];

    private RolloutWorld(IdentityWorld world, FakeModel candidate) => (World, Model) = (world, candidate);

    public IdentityWorld World { get; }

    public VisionClient Client => World.Client;

    /// <summary>The candidate.</summary>
    public FakeModel Model { get; }

    /// <summary>The version that serves.</summary>
    public FakeModel PresentModel => World.Factory.Models[Present];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes a world.</summary>
    /// <param name="distance">The candidate's threshold at a false-match rate of 0.001; the present version's is 0.075.</param>
    /// <param name="otherSpace">Whether its embeddings are of another space.</param>
    /// <param name="configure">Changes the options.</param>
    public static async Task<RolloutWorld> CreateAsync(
        double distance = 0.075,
        bool otherSpace = false,
        Action<VisionSdkOptions>? configure = null
    )
    {
        var world = new IdentityWorld(options =>
        {
            options.InconclusiveFalseMatchRate = null;
            configure?.Invoke(options);
        });
        var manifest = Manifests.Embedder(
            Candidate,
            Manifests.Threshold(0.0001, distance / 4),
            Manifests.Threshold(0.001, distance),
            Manifests.Threshold(0.01, distance * 2)
        );
        if (otherSpace)
        {
            manifest = manifest with { Artifact = manifest.Artifact with { Sha256 = new string('c', 64) } };
        }

        var candidate = new FakeModel(manifest);
        world.Factory.Models[Candidate] = candidate;
        var detector = VisionSdkDefaults.Slots[VisionSlots.ObjectDetector];
        world.Factory.Models[detector] = new FakeDetector(Manifests.Detector(detector));
        var store = await world.Client.OpenStoreAsync(Token);
        await store.RegisterModelAsync(manifest, Token);
        return new RolloutWorld(world, candidate);
    }

    /// <summary>Another process on the same store.</summary>
    public VisionClient Open(Action<VisionSdkOptions>? configure = null)
    {
        var client = World.Open(options =>
        {
            options.InconclusiveFalseMatchRate = null;
            options.Models.FollowInterval = TimeSpan.FromMilliseconds(50);
            configure?.Invoke(options);
        });
        _others.Add(client);
        return client;
    }

    public Task<VisionSdk.Storage.RolloutRecord> StartAsync(RolloutOptions options) =>
        Client.Rollouts.StartAsync(VisionSlots.FaceEmbedder, Candidate, options, Token);

    /// <summary>Compares two faces that are this many degrees apart.</summary>
    public Task<VerificationResult> VerifyAsync(double degrees, RolloutKey? key = null, VisionClient? client = null)
    {
        var width = 500 + (int)degrees;
        return (client ?? Client).VerifyAsync(
            World.Picture(400, 0),
            World.Picture(width, degrees),
            new VerifyOptions { RolloutKey = key },
            Token
        );
    }

    /// <summary>The report, when the background has nothing left to do.</summary>
    public async Task<RolloutReport> ReportAsync(Func<RolloutReport, bool>? until = null)
    {
        for (var i = 0; ; i++)
        {
            var report = await Client.Rollouts.GetReportAsync(VisionSlots.FaceEmbedder, Token);
            if (until is null || until(report) || i == 500)
            {
                return report;
            }

            await Task.Delay(10, Token);
        }
    }

    /// <summary>The report, when so many decisions of an operation have been compared.</summary>
    public async Task<RolloutOperationReport> ComparedAsync(string operation, long compared) =>
        (
            await ReportAsync(report =>
                report.Operations.Any(found => found.Operation == operation && found.Compared >= compared)
            )
        ).Operations.Single(found => found.Operation == operation);

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await World.DisposeAsync();
    }
}
