namespace VisionSdk.Tests;

/// <summary>Loads fakes: a detector for every id unless a test says otherwise.</summary>
internal sealed class FakeModelFactory : IModelFactory
{
    private int _loads;

    public Dictionary<string, FakeModel> Models { get; } = new(StringComparer.Ordinal);

    public FakeFaceAnalyzer Faces { get; } = new();

    /// <summary>Runs before each load.</summary>
    public Action<ModelName, CancellationToken> BeforeLoad { get; set; } = static (_, _) => { };

    public int Loads => _loads;

    public bool Disposed { get; private set; }

    public FaceModels? FaceModels { get; private set; }

    public FakeDetector Detector(string id = "object-detector-centernet") => (FakeDetector)Get(id);

    public IVisionModel Load(ModelName name, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        BeforeLoad(name, cancellationToken);
        return Get(name.Id);
    }

    public IFaceAnalyzer CreateFaceAnalyzer(FaceModels models)
    {
        FaceModels = models;
        Faces.Space = models.Embedder?.Space ?? default;
        return Faces;
    }

    public IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder)
    {
        Faces.Space = embedder.Space ?? default;
        return Faces;
    }

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
