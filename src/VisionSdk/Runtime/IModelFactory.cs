namespace VisionSdk;

/// <summary>What the client asks of the layer that runs networks.</summary>
internal interface IModelFactory : IDisposable
{
    /// <summary>Finds, checks and loads a model, synchronously; slow.</summary>
    /// <exception cref="ModelLoadException">The model is not there or cannot be used.</exception>
    IVisionModel Load(ModelName name, CancellationToken cancellationToken);

    /// <summary>Puts loaded models together; cheap. The analyzer does not own them.</summary>
    /// <exception cref="ModelLoadException">A model is for another task than its role.</exception>
    IFaceAnalyzer CreateFaceAnalyzer(FaceModels models);

    /// <summary>Uses an embedder on whole pictures; cheap. The analyzer does not own it.</summary>
    /// <exception cref="ModelLoadException">The model is for another task, or needs a face that is aligned.</exception>
    IFaceAnalyzer CreateWholeImageAnalyzer(IVisionModel embedder);
}
