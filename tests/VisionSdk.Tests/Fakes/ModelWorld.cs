using Microsoft.Extensions.Logging;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>Clients over fakes with a real store and a real cache, and packages whose graphs nobody runs.</summary>
internal sealed class ModelWorld : IAsyncDisposable
{
    public const string Slot = VisionSlots.ObjectDetector;
    public const string Model = "counter";

    private readonly TemporaryFolder _folder = new();
    private readonly List<VisionClient> _clients = [];

    public FakeModelFactory Factory { get; } = new() { NotInstalled = { Model } };

    public string CacheDirectory => _folder.At("cache");

    /// <summary>The files that the cache holds.</summary>
    public string[] CachedFiles() =>
        Directory.Exists(CacheDirectory) ? Directory.GetFiles(CacheDirectory, "*", SearchOption.AllDirectories) : [];

    /// <summary>A client, as another process on the same store would have.</summary>
    public VisionClient Open(Action<VisionSdkOptions>? configure = null, ILoggerFactory? loggers = null) =>
        Open(Factory, configure, loggers);

    /// <summary>A client whose models behave in a way of their own.</summary>
    public VisionClient Open(
        FakeModelFactory factory,
        Action<VisionSdkOptions>? configure = null,
        ILoggerFactory? loggers = null
    )
    {
        var client = TestClient.Create(
            factory,
            options =>
            {
                options.Store.Database = _folder.At("vision.db");
                options.Store.KeyFile = _folder.At("key.txt");
                options.Store.KeyDirectory = _folder.At("keys");
                options.Models.CacheDirectory = CacheDirectory;
                options.Models.FollowInterval = TimeSpan.FromMilliseconds(50);
                configure?.Invoke(options);
            },
            loggers
        );
        _clients.Add(client);
        return client;
    }

    public string At(string name) => _folder.At(name);

    /// <summary>Writes the package of a detector.</summary>
    public string Package(string version, string id = Model) => Write(Manifests.Detector(id, version));

    /// <summary>Writes a package around a manifest; its graph is a text.</summary>
    public string Write(ModelManifest manifest) => FakePackage.Write(_folder.FullName, manifest);

    /// <summary>The version that answers a detection.</summary>
    public static async Task<string> LiveAsync(VisionClient client, CancellationToken cancellationToken)
    {
        var result = await client.DetectAsync(Pictures.Sized(8, 8), cancellationToken: cancellationToken);
        return result.Provenance.Models.ShouldHaveSingleItem() is var use ? $"{use.ModelId}@{use.Version}" : "";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        _folder.Dispose();
    }
}
