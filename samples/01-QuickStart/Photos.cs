using VisionSdk;
using VisionSdk.ML;
using VisionSdk.Models;

namespace QuickStart;

/// <summary>The photographs of this sample, and what is drawn on them.</summary>
internal static class Photos
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "photos", name);

    /// <summary>Draws objects and faces on a photograph and says where it was written.</summary>
    public static string Draw(string photo, IEnumerable<Detection> objects, FaceAnalysisResult faces)
    {
        using var decoder = new ImageDecoder();
        using var image = decoder.Decode(ImageSource.FromFile(photo));
        using var annotator = new ImageAnnotator(DefaultModels.LabelTypeface);
        var annotations = faces
            .Faces.Select(static face => new ImageAnnotation(face.Box, $"face {face.Confidence:P0}")
            {
                Keypoints = face.Landmarks,
                ColorIndex = 2,
            })
            .Concat(objects.Select(ImageAnnotation.From));
        var target = System.IO.Path.ChangeExtension(photo, ".annotated.png");
        File.WriteAllBytes(target, annotator.Annotate(image, annotations));
        return target;
    }
}
