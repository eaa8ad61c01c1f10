namespace VisionSdk.ML;

/// <summary>A model as a saved pipeline names it.</summary>
/// <param name="Id">Id of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Hash of its graph, in lower-case hexadecimal digits.</param>
internal sealed record SavedModel(string Id, string Version, string Sha256)
{
    public static SavedModel Of(ModelPackage package) =>
        new(package.Manifest.Id, package.Manifest.Version, package.Manifest.Artifact.Sha256);
}
