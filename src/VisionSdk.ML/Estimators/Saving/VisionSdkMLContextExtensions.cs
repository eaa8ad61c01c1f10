using Microsoft.ML;

namespace VisionSdk.ML;

/// <summary>What an ML.NET context needs to know before it loads a pipeline with estimators of this library.</summary>
public static class VisionSdkMLContextExtensions
{
    /// <summary>
    /// Makes pipelines that contain estimators of this library loadable by <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>,
    /// and says where their models are.
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
    /// A saved pipeline names each model by id, version and the SHA-256 of its graph, and keeps the settings of the estimator except
    /// <see cref="ImageEstimatorSettings.Engine"/>. A model that is missing, or has another hash, is a <see cref="ModelLoadException"/>, or a
    /// <see cref="ModelIntegrityException"/>, when the first row is computed.
    /// </para>
    /// <para>
    /// ML.NET's own loader returns the portable form of the pipeline, which computes row by row; the numbers are the same.
    /// </para>
    /// </remarks>
    public static VisionSdkRegistration RegisterVisionSdk(
        this MLContext mlContext,
        ModelRepository? models = null,
        EngineOptions? engine = null
    )
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        mlContext.ComponentCatalog.RegisterAssembly(typeof(VisionSdkMLContextExtensions).Assembly);
        engine ??= EngineOptions.Default;
        engine.Validate();
        var registration = new VisionSdkRegistration(
            models ?? new ModelRepository(ModelRepository.DefaultRoot),
            engine
        );
        VisionSdkRegistry.Add(registration);
        return registration;
    }
}
