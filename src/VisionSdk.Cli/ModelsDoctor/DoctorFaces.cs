using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Cli;

/// <summary>The default models that find and align faces for an embedder under examination.</summary>
internal sealed class DoctorFaces : IDisposable
{
    private readonly InferenceEngine _detector;
    private readonly InferenceEngine _landmarks;

    private DoctorFaces(ModelPackage detector, ModelPackage landmarks, EngineOptions options)
    {
        _detector = new InferenceEngine(detector, options);
        _landmarks = new InferenceEngine(landmarks, options);
        Pipeline = new FacePipeline(new ObjectDetector(_detector), new KeypointLocator(_landmarks));
    }

    public FacePipeline Pipeline { get; }

    /// <summary>Opens them from the named folder, or from beside the program; <see langword="null"/> when they are in neither.</summary>
    public static DoctorFaces? Open(string? folder, EngineOptions options)
    {
        foreach (var root in new[] { folder, ModelRepository.DefaultRoot }.OfType<string>())
        {
            var repository = new ModelRepository(root);
            if (
                repository.Find(DefaultModels.FaceDetectorBlazeFace) is { } detector
                && repository.Find(DefaultModels.FaceLandmarks68) is { } landmarks
            )
            {
                return new DoctorFaces(detector, landmarks, options);
            }
        }

        return null;
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarks.Dispose();
    }
}
