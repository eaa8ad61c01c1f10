using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Benchmarks;

internal static class Packages
{
    public static ModelPackage Open(string id) =>
        new ModelRepository(DefaultModels.Folder).Find(id)
        ?? throw new InvalidOperationException($"'{id}' is not in {DefaultModels.Folder}.");

    /// <summary>The default embedder as a model of whole pictures, so that nothing but the picture's way through it is measured.</summary>
    public static ModelPackage OpenEmbedderOfWholePictures()
    {
        var package = Open(DefaultModels.FaceEmbedderDlib);
        var manifest = package.Manifest with
        {
            Embedding = package.Manifest.Embedding! with { Aligner = FaceAligner.None, ChipPadding = 0 },
            Thresholds = [],
        };
        var folder = Directory.CreateTempSubdirectory("visionsdk-benchmarks-").FullName;
        File.Copy(package.ArtifactPath, Path.Combine(folder, manifest.Artifact.File));
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(manifest)
        );
        return ModelPackage.Open(folder);
    }
}
