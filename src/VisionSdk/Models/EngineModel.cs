using VisionSdk.ML;

namespace VisionSdk;

/// <summary>A model that an inference engine runs.</summary>
internal class EngineModel(InferenceEngine engine, long memoryBytes) : IVisionModel
{
    public InferenceEngine Engine => engine;

    public ModelManifest Manifest => engine.Manifest;

    public EmbeddingSpaceId? Space => engine.Package.Space;

    public ExecutionProviderReport Provider => engine.Provider;

    public long MemoryBytes => memoryBytes;

    public IRunGuard? Guard
    {
        get => engine.Guard;
        set => engine.Guard = value;
    }

    public TimeSpan WarmUp(int runs) => engine.WarmUp(runs);

    /// <summary>The engine of a model in a face chain.</summary>
    /// <param name="model">The loaded model.</param>
    /// <param name="task">What its role needs it to do.</param>
    /// <exception cref="ModelLoadException">The model is for another task.</exception>
    public static InferenceEngine EngineOf(IVisionModel model, VisionTask task) =>
        model is EngineModel loaded && loaded.Manifest.Task == task
            ? loaded.Engine
            : throw new ModelLoadException(
                $"Model '{model.Manifest.Id}' {model.Manifest.Version} is for {model.Manifest.Task}; its slot needs {task}. Correct VisionSdkOptions.Slots.",
                model.Manifest.Id,
                path: null
            );

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            engine.Dispose();
        }
    }
}
