namespace VisionSdk;

/// <summary>Analyses the faces of one picture.</summary>
internal sealed class AnalyzeFacesJob(ImageSource source, FaceRequest request)
    : FaceJob<FaceAnalysisResult>("analyze-faces", source, request)
{
    public override string ActivityName => "visionsdk.analyze_faces";

    public override FaceAnalysisResult Complete(Provenance provenance) =>
        new()
        {
            Faces = Reading.Faces,
            ImageSize = Reading.ImageSize,
            Provenance = provenance,
        };
}
