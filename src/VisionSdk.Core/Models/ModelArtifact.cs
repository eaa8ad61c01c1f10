namespace VisionSdk;

/// <summary>The graph file of a model version.</summary>
public sealed record ModelArtifact
{
    /// <summary>File name inside the package folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits. Loading fails when the bytes differ.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the file, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Version of the default ONNX operator set that the graph uses.</summary>
    public required int Opset { get; init; }
}
