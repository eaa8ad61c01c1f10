using Microsoft.Extensions.Logging;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Loads models from the models folder into ONNX Runtime.</summary>
internal sealed class EngineModelFactory(VisionSdkOptions options, ILoggerFactory loggers) : IModelFactory
{
    private readonly ModelRepository _repository = new(Path.Combine(AppContext.BaseDirectory, options.ModelsDirectory));

    private readonly EngineOptions _engineOptions = new()
    {
        ExecutionProvider = options.ExecutionProvider,
        IntraOpThreads = options.IntraOpThreads,
    };

    private readonly ILogger _logger = loggers.CreateLogger("VisionSdk");

    public IVisionModel Load(ModelName name, CancellationToken cancellationToken)
    {
        var package =
            _repository.Find(name.Id, name.Version)
            ?? throw new ModelLoadException(
                $"Model '{name}' is not in '{_repository.Root}'. Install its package there, or correct VisionSdkOptions.ModelsDirectory or Slots.",
                name.Id,
                _repository.Root
            );
        cancellationToken.ThrowIfCancellationRequested();
        var engine = new InferenceEngine(package, _engineOptions, _logger);
        return engine.Manifest.Task == VisionTask.Detection
            ? new EngineDetectionModel(engine)
            : new EngineModel(engine);
    }

    public IFaceAnalyzer CreateFaceAnalyzer(FaceModels models) => new EngineFaceAnalyzer(models);

    public IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder) => new EngineWholeImageAnalyzer(embedder);

    public void Dispose() { }
}
