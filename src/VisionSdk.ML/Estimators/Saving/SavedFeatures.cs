namespace VisionSdk.ML;

/// <summary>The features by their contracts.</summary>
internal static class SavedFeatures
{
    /// <exception cref="ModelLoadException">This version of the library does not know the contract.</exception>
    public static VisionFeature Create(SavedStep step, IReadOnlyList<ModelPackage> models) =>
        step.Contract switch
        {
            ObjectDetectionFactory.Contract => ObjectDetectionFeature.From(step, models),
            LandmarkLocationFactory.Contract => LandmarkLocationFeature.From(step, models),
            FaceEmbeddingFactory.Contract => FaceEmbeddingFeature.From(step, models),
            ImageEmbeddingFactory.Contract => ImageEmbeddingFeature.From(step, models),
            ImagePreprocessingFactory.Contract => ImagePreprocessingFeature.From(step, models),
            _ => throw new ModelLoadException(
                $"The saved pipeline has a step '{step.Contract}', which this version of the library does not know. Load it with the version that saved it."
            ),
        };
}
