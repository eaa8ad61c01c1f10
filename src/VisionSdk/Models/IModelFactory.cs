using VisionSdk.ML;

namespace VisionSdk;

/// <summary>What the client asks of the layer that runs networks.</summary>
internal interface IModelFactory : IDisposable
{
    /// <summary>Finds a model in the models folder, without opening it; of one that is named without version the highest.</summary>
    /// <returns>The version; <see langword="null"/> when it is not there.</returns>
    VersionKey? Find(ModelName name);

    /// <summary>Lists what the models folder holds, without opening it.</summary>
    IReadOnlyList<VersionKey> ListInstalled();

    /// <summary>Opens and checks a package of the models folder.</summary>
    /// <returns>The package; <see langword="null"/> when it is not there.</returns>
    /// <exception cref="ModelLoadException">The package is not valid.</exception>
    ModelPackage? OpenInstalled(VersionKey key);

    /// <summary>Whether the package in the models folder is the one that this manifest describes.</summary>
    bool IsSame(VersionKey key, ModelManifest manifest);

    /// <summary>Checks and loads a model, synchronously; slow.</summary>
    /// <exception cref="ModelLoadException">The model is not there or cannot be used.</exception>
    IVisionModel Load(VersionKey key, CancellationToken cancellationToken);

    /// <summary>Puts loaded models together; cheap. The analyzer does not own them.</summary>
    /// <exception cref="ModelLoadException">A model is for another task than its role.</exception>
    IFaceAnalyzer CreateFaceAnalyzer(FaceModels models);

    /// <summary>Uses an embedder on whole pictures; cheap. The analyzer does not own it.</summary>
    /// <exception cref="ModelLoadException">The model is for another task, or needs a face that is aligned.</exception>
    IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder);
}
