namespace VisionSdk;

/// <summary>How a model version is registered.</summary>
public sealed record RegistrationOptions
{
    /// <summary>The manifest of a bare <c>.onnx</c> file.</summary>
    /// <value>A path; default <see langword="null"/>: <c>model.json</c> beside the file.</value>
    public string? ManifestPath { get; init; }

    /// <summary>Whether the weights are kept in the store, from where other machines get them, and this one when its cache is lost.</summary>
    /// <value>Default true. Without them every machine needs the package in its models folder or in its cache.</value>
    public bool KeepWeights { get; init; } = true;
}
