namespace VisionSdk.ML;

/// <summary>A model as a saved pipeline names it.</summary>
/// <param name="Id">Id of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Hash of its graph, in lower-case hexadecimal digits.</param>
internal sealed record SavedModel(string Id, string Version, string Sha256)
{
    public static SavedModel Of(ModelPackage package) =>
        new(package.Manifest.Id, package.Manifest.Version, package.Manifest.Artifact.Sha256);

    /// <summary>Opens the model.</summary>
    /// <exception cref="ModelIntegrityException">It is there, but with another hash.</exception>
    /// <exception cref="ModelLoadException">It is not there, or cannot be opened.</exception>
    public ModelPackage FindIn(ModelRepository models)
    {
        var package =
            models.Find(Id, Version)
            ?? throw new ModelLoadException(
                $"The saved pipeline uses model '{Id}' {Version}, which is not in '{models.Root}'. Install its package there, or name the folder that holds it: new ModelRepository(folder) in LoadVisionPipeline or RegisterVisionSdk.",
                Id,
                models.Root
            );
        var actual = package.Manifest.Artifact.Sha256;
        return actual == Sha256
            ? package
            : throw new ModelIntegrityException(
                $"The saved pipeline uses model '{Id}' {Version} with SHA-256 {Sha256}; the one in '{package.Directory}' has {actual}. Its numbers would be others: restore the package that the pipeline was made with, or make the pipeline anew.",
                Id,
                package.Directory,
                Sha256,
                actual
            );
    }
}
