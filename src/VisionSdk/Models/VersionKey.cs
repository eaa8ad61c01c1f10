namespace VisionSdk;

/// <summary>A model version that can be loaded: which one, and from where.</summary>
/// <param name="Id">Id of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">The folder of its package; <see langword="null"/> for the one in the models folder.</param>
internal readonly record struct VersionKey(string Id, string Version, string? Folder = null)
{
    public override string ToString() => $"{Id}@{Version}";
}
