using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>A client over fakes with a real store: a picture's width says which face it shows, and the face's angle whose it is.</summary>
/// <remarks>Cosine distance 1 − cos: 10° is 0.015, 20° is 0.060, 30° is 0.134, 40° is 0.234.</remarks>
internal sealed class IdentityWorld : IAsyncDisposable
{
    public static readonly BoundingBox Central = new(20, 20, 80, 80);
    public static readonly BoundingBox Left = new(0, 0, 70, 70);
    public static readonly BoundingBox Right = new(200, 0, 70, 70);

    private readonly TemporaryFolder _folder = new();

    public IdentityWorld(Action<VisionSdkOptions>? configure = null)
    {
        foreach (var id in VisionSdkDefaults.Slots.Values)
        {
            Factory.Models[id] = new FakeModel(Manifests.Other(id));
        }

        Factory.Models["face-embedder-dlib"] = new FakeModel(
            Manifests.Embedder(
                "face-embedder-dlib",
                Manifests.Threshold(0.0001, 0.02),
                Manifests.Threshold(0.001, 0.075),
                Manifests.Threshold(0.01, 0.15)
            )
        );
        Client = Open(configure);
    }

    public VisionClient Client { get; }

    public FakeModelFactory Factory { get; } = new();

    public FakeFaceAnalyzer Faces => Factory.Faces;

    public string DatabaseFile => Path.Combine(_folder.FullName, "vision.db");

    public string KeyDirectory => Path.Combine(_folder.FullName, "keys");

    /// <summary>Another client on the same store, as another process would have.</summary>
    public VisionClient Open(
        Action<VisionSdkOptions>? configure = null,
        TimeProvider? time = null,
        IMeterFactory? meters = null
    ) =>
        TestClient.Create(
            Factory,
            options =>
            {
                options.Store.Database = DatabaseFile;
                options.Store.KeyFile = Path.Combine(_folder.FullName, "key.txt");
                options.Store.KeyDirectory = KeyDirectory;
                options.Models.CacheDirectory = _folder.At("cache");
                configure?.Invoke(options);
            },
            time: time,
            meters: meters
        );

    /// <summary>Registers a client on the same fakes and the same folder, without a key file.</summary>
    public IVisionSdkBuilder AddTo(IServiceCollection services) =>
        services
            .AddSingleton<IModelFactory>(Factory)
            .AddVisionSdk(options =>
            {
                options.Store.Database = DatabaseFile;
                options.Store.KeyDirectory = KeyDirectory;
            });

    /// <summary>Writes the package of another embedder, calibrated as the configured one; its vectors are of a space of their own.</summary>
    public string EmbedderPackage(string id, string version = "1.0.0") =>
        FakePackage.Write(
            _folder.FullName,
            Manifests.Embedder(id, [.. Factory.Models["face-embedder-dlib"].Manifest.Thresholds]) with
            {
                Version = version,
            }
        );

    /// <summary>A path in the folder of the store.</summary>
    public string At(string name) => _folder.At(name);

    /// <summary>A picture of one face.</summary>
    public ImageSource Picture(int width, double? degrees) => Picture(width, (Central, degrees));

    /// <summary>A picture of several faces.</summary>
    public ImageSource Picture(int width, params (BoundingBox Box, double? Degrees)[] faces)
    {
        Faces.Faces[width] = faces;
        return Pictures.Sized(width, 300);
    }

    /// <summary>Enrols somebody with one picture.</summary>
    public async Task<Guid> EnrollAsync(int width, double degrees, string? key = null) =>
        (
            await Client.EnrollAsync(
                Picture(width, degrees),
                new EnrolmentOptions { ExternalKey = key, DisplayName = key },
                TestContext.Current.CancellationToken
            )
        ).IdentityId.ShouldNotBeNull();

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _folder.Dispose();
    }
}
