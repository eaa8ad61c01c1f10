namespace VisionSdk.ML;

/// <summary>A model version that a repository holds, not opened yet.</summary>
/// <param name="Id">Id of the model, the name of its folder.</param>
/// <param name="Version">Version of the model, the name of the folder below.</param>
/// <param name="Directory">Full path of the package's folder.</param>
public sealed record ModelReference(string Id, SemanticVersion Version, string Directory)
{
    /// <summary>Opens and checks the package.</summary>
    /// <returns>The package.</returns>
    /// <exception cref="ModelLoadException">The package is not valid, or its manifest names another id or version than its folders.</exception>
    /// <exception cref="ModelIntegrityException">The graph's size or SHA-256 is not the manifest's.</exception>
    public ModelPackage Open()
    {
        var package = ModelPackage.Open(Directory);
        var manifest = package.Manifest;
        return manifest.Id == Id && manifest.Version == Version.ToString()
            ? package
            : throw new ModelLoadException(
                $"The folder '{Directory}' should hold model '{Id}' version {Version}; its manifest says '{manifest.Id}' {manifest.Version}. Move or restore the package.",
                manifest.Id,
                Directory
            );
    }
}
