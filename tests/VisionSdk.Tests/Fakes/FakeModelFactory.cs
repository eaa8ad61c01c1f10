using System.Collections.Concurrent;
using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>Loads fakes: a detector for every id unless a test says otherwise, and what the manifest says for a registered package.</summary>
internal sealed class FakeModelFactory : IModelFactory
{
    private readonly ConcurrentBag<FakeModel> _registered = [];
    private int _loads;

    public Dictionary<string, FakeModel> Models { get; } = new(StringComparer.Ordinal);

    public FakeFaceAnalyzer Faces { get; } = new();

    /// <summary>Ids of which the models folder holds nothing.</summary>
    public HashSet<string> NotInstalled { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs before each load.</summary>
    public Action<VersionKey, CancellationToken> BeforeLoad { get; set; } = static (_, _) => { };

    /// <summary>Runs after each load of a registered package.</summary>
    public Action<FakeModel> AfterLoad { get; set; } = static _ => { };

    public int Loads => _loads;

    public bool Disposed { get; private set; }

    public FaceModels? FaceModels { get; private set; }

    /// <summary>The models that were loaded from registered packages, each load a model of its own.</summary>
    public IReadOnlyCollection<FakeModel> Registered => _registered;

    public FakeDetector Detector(string id = "object-detector-centernet") => (FakeDetector)Get(id);

    public VersionKey? Find(ModelName name) =>
        NotInstalled.Contains(name.Id) ? null : new VersionKey(name.Id, name.Version ?? Get(name.Id).Manifest.Version);

    public IReadOnlyList<VersionKey> ListInstalled() => [];

    public ModelPackage? OpenInstalled(VersionKey key) => null;

    public bool IsSame(VersionKey key, ModelManifest manifest) =>
        ModelManifestSerializer
            .Serialize(Get(key.Id).Manifest)
            .AsSpan()
            .SequenceEqual(ModelManifestSerializer.Serialize(manifest));

    public IVisionModel Load(VersionKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        BeforeLoad(key, cancellationToken);
        if (key.Folder is null)
        {
            return Get(key.Id);
        }

        var manifest = ModelPackage.Open(key.Folder).Manifest;
        var model = manifest.Task == VisionTask.Detection ? new FakeDetector(manifest) : new FakeModel(manifest);
        _registered.Add(model);
        AfterLoad(model);
        return model;
    }

    public IFaceAnalyzer CreateFaceAnalyzer(FaceModels models)
    {
        FaceModels = models;
        return new FakeFaceChain(Faces, models.Embedder);
    }

    public IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder) => new FakeFaceChain(Faces, embedder);

    public void Dispose() => Disposed = true;

    private FakeModel Get(string id)
    {
        lock (Models)
        {
            if (!Models.TryGetValue(id, out var model))
            {
                Models[id] = model = new FakeDetector(Manifests.Detector(id));
            }

            return model;
        }
    }
}
