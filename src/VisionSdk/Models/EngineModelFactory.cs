using Microsoft.Extensions.Logging;
using VisionSdk.ML;
using VisionSdk.Onnx;

namespace VisionSdk;

/// <summary>Loads models from the models folder into ONNX Runtime.</summary>
internal sealed class EngineModelFactory(VisionSdkOptions options, ILoggerFactory loggers) : IModelFactory
{
    private const string OptimizedFolder = "optimized";

    private readonly ModelRepository _repository = new(Path.Combine(AppContext.BaseDirectory, options.ModelsDirectory));

    private readonly EngineOptions _engineOptions = new()
    {
        ExecutionProvider = options.ExecutionProvider,
        IntraOpThreads = options.IntraOpThreads,
        OptimizedGraphs = options.Models.KeepOptimizedGraphs
            ? Path.Combine(VersionLocator.CacheRoot(options.Models), OptimizedFolder)
            : null,
    };

    private readonly ILogger _logger = loggers.CreateLogger("VisionSdk");

    public VersionKey? Find(ModelName name) =>
        _repository.FindReference(name.Id, name.Version) is { } found
            ? new VersionKey(found.Id, found.Version.ToString())
            : null;

    public IReadOnlyList<VersionKey> ListInstalled() =>
        [.. _repository.List().Select(static found => new VersionKey(found.Id, found.Version.ToString()))];

    public ModelPackage? OpenInstalled(VersionKey key) => _repository.Find(key.Id, key.Version);

    public bool IsSame(VersionKey key, ModelManifest manifest) =>
        OpenInstalled(key) is { } package
        && ModelManifestSerializer
            .Serialize(package.Manifest)
            .AsSpan()
            .SequenceEqual(ModelManifestSerializer.Serialize(manifest));

    public IVisionModel Load(VersionKey key, CancellationToken cancellationToken)
    {
        var package = key.Folder is { } folder
            ? ModelPackage.Open(folder)
            : OpenInstalled(key)
                ?? throw new ModelLoadException(
                    $"Model '{key}' is not in '{_repository.Root}' any more. Install its package there.",
                    key.Id,
                    _repository.Root
                );
        cancellationToken.ThrowIfCancellationRequested();
        var memoryBytes = OnnxInspection.InspectFile(package.ArtifactPath).WeightCount * sizeof(float);
        var engine = new InferenceEngine(package, _engineOptions, _logger);
        return engine.Manifest.Task == VisionTask.Detection
            ? new EngineDetectionModel(engine, memoryBytes)
            : new EngineModel(engine, memoryBytes);
    }

    public IFaceAnalyzer CreateFaceAnalyzer(FaceModels models) => new EngineFaceAnalyzer(models);

    public IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder) => new EngineWholeImageAnalyzer(embedder);

    public void Dispose() { }
}
