using Microsoft.ML;
using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>What an ML.NET context needs to know before it loads a pipeline with estimators of this library.</summary>
public static class VisionSdkMLContextExtensions
{
    /// <summary>Loads a pipeline that contains estimators of this library, with everything that they could do before it was saved.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="path">The model file that <see cref="ModelOperationsCatalog.Save(ITransformer, DataViewSchema, string)"/> wrote.</param>
    /// <param name="inputSchema">The schema that the pipeline was fitted on; <see langword="null"/> when it was not saved.</param>
    /// <param name="models">The folder of the models; <see langword="null"/> takes <see cref="ModelRepository.DefaultRoot"/>.</param>
    /// <param name="engine">How their networks are run on this machine; <see langword="null"/> takes <see cref="EngineOptions.Default"/>.</param>
    /// <returns>The pipeline, which owns its networks: dispose it when it is no longer used.</returns>
    /// <exception cref="ModelIntegrityException">A model is in the folder, but its graph is not the one that the pipeline was made with.</exception>
    /// <exception cref="ModelLoadException">A model is missing or cannot be loaded.</exception>
    /// <remarks>
    /// A saved pipeline names each model by id, version and the SHA-256 of its graph, and keeps the settings of the estimator except
    /// <see cref="ImageEstimatorSettings.Engine"/>. Where code that cannot be changed calls ML.NET's own loader, see <see cref="RegisterVisionSdk"/>.
    /// Scopes of a chain (<see cref="TransformerScope"/>) are not kept.
    /// </remarks>
    public static TransformerChain<ITransformer> LoadVisionPipeline(
        this MLContext mlContext,
        string path,
        out DataViewSchema? inputSchema,
        ModelRepository? models = null,
        EngineOptions? engine = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentException.ThrowIfNullOrEmpty(path);
        engine ??= EngineOptions.Default;
        engine.Validate();
        RegisterAssembly(mlContext);
        var loaded = mlContext.Model.Load(path, out inputSchema);
        var pipeline = new RestoredPipeline(
            mlContext,
            models ?? new ModelRepository(ModelRepository.DefaultRoot),
            engine
        );
        try
        {
            return pipeline.Restore(loaded) is var restored && restored is TransformerChain<ITransformer> chain
                ? chain
                : new TransformerChain<ITransformer>(restored);
        }
        catch
        {
            pipeline.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes pipelines that contain estimators of this library loadable by ML.NET's own
    /// <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>, and says where their models are.
    /// </summary>
    /// <param name="mlContext">The context that will load.</param>
    /// <param name="models">The folder of the models; <see langword="null"/> takes <see cref="ModelRepository.DefaultRoot"/>.</param>
    /// <param name="engine">How their networks are run on this machine; <see langword="null"/> takes <see cref="EngineOptions.Default"/>.</param>
    /// <returns>
    /// The registration: disposing it frees the networks of loaded pipelines. The folder is known to the whole process, since ML.NET does not tell a
    /// loaded pipeline which context it is in; the last one registered is searched first.
    /// </returns>
    /// <remarks>
    /// <para>
    /// What ML.NET's loader returns computes row by row, as stock transformers do; the numbers are the same.
    /// <see cref="LoadVisionPipeline"/> is better where it can be used: it computes in batches and finds a missing model when it loads.
    /// </para>
    /// <para>
    /// Here a model that is missing, or has another hash, is a <see cref="ModelLoadException"/>, or a <see cref="ModelIntegrityException"/>, when
    /// the first row is computed; ML.NET's parallel cursors wrap it in an <see cref="InvalidOperationException"/>.
    /// </para>
    /// </remarks>
    public static VisionSdkRegistration RegisterVisionSdk(
        this MLContext mlContext,
        ModelRepository? models = null,
        EngineOptions? engine = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        RegisterAssembly(mlContext);
        engine ??= EngineOptions.Default;
        engine.Validate();
        var registration = new VisionSdkRegistration(
            models ?? new ModelRepository(ModelRepository.DefaultRoot),
            engine
        );
        VisionSdkRegistry.Add(registration);
        return registration;
    }

    private static void RegisterAssembly(MLContext mlContext) =>
        mlContext.ComponentCatalog.RegisterAssembly(typeof(VisionSdkMLContextExtensions).Assembly);
}
