using VisionSdk.ML;

namespace VisionSdk.Tests;

/// <summary>Loads real detectors, and counts those that are in memory.</summary>
internal sealed class CountingModelFactory(IModelFactory inner) : IModelFactory
{
    private int _loads;
    private int _loaded;

    public int Loads => _loads;

    /// <summary>How many have been loaded and not disposed.</summary>
    public int Loaded => _loaded;

    public VersionKey? Find(ModelName name) => inner.Find(name);

    public IReadOnlyList<VersionKey> ListInstalled() => inner.ListInstalled();

    public ModelPackage? OpenInstalled(VersionKey key) => inner.OpenInstalled(key);

    public bool IsSame(VersionKey key, ModelManifest manifest) => inner.IsSame(key, manifest);

    public IVisionModel Load(VersionKey key, CancellationToken cancellationToken)
    {
        var model = new Counted((IDetectionModel)inner.Load(key, cancellationToken), this);
        Interlocked.Increment(ref _loads);
        Interlocked.Increment(ref _loaded);
        return model;
    }

    public IFaceAnalyzer CreateFaceAnalyzer(FaceModels models) => inner.CreateFaceAnalyzer(models);

    public IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder) => inner.CreateWholeImageAnalyzer(embedder);

    public void Dispose() => inner.Dispose();

    private sealed class Counted(IDetectionModel model, CountingModelFactory owner) : IDetectionModel
    {
        public ModelManifest Manifest => model.Manifest;

        public EmbeddingSpaceId? Space => model.Space;

        public ExecutionProviderReport Provider => model.Provider;

        public long MemoryBytes => model.MemoryBytes;

        public IRunGuard? Guard
        {
            get => model.Guard;
            set => model.Guard = value;
        }

        public TimeSpan WarmUp(int runs) => model.WarmUp(runs);

        public DetectionReading Detect(
            EncodedImage image,
            DetectOptions options,
            CancellationToken cancellationToken
        ) => model.Detect(image, options, cancellationToken);

        public void Dispose()
        {
            model.Dispose();
            Interlocked.Decrement(ref owner._loaded);
        }
    }
}
