namespace VisionSdk;

/// <summary>One model version that took part in a result, and where it really ran.</summary>
public sealed record ModelUse
{
    private const int ShownDigits = 12;

    /// <summary>The slot that the model was asked for in, such as <c>faces/detector</c>; see <see cref="VisionSlots"/>.</summary>
    public required string Slot { get; init; }

    /// <summary>Id of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Version of the model, SemVer 2.0.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of the weights that were loaded, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The space of the model's embeddings; <see langword="null"/> for models that do not embed.</summary>
    public EmbeddingSpaceId? Space { get; init; }

    /// <summary>The execution provider that the options asked for.</summary>
    public required ExecutionProvider RequestedProvider { get; init; }

    /// <summary>The execution provider that really runs the model: <see cref="ExecutionProvider.Cpu"/> or <see cref="ExecutionProvider.Cuda"/>.</summary>
    public required ExecutionProvider Provider { get; init; }

    /// <summary>Why <see cref="Provider"/> is not what was hoped for; <see langword="null"/> when there is nothing to explain.</summary>
    public string? ProviderReason { get; init; }

    /// <summary>The model in one line, for logs and screens.</summary>
    /// <returns>A text such as <c>faces/detector: face-detector-blazeface 1.0.0 (0a1b2c3d4e5f, Cpu)</c>.</returns>
    public override string ToString() => $"{Slot}: {ModelId} {Version} ({Prefix(Sha256)}, {Provider})";

    private static string Prefix(string sha256) => sha256.Length > ShownDigits ? sha256[..ShownDigits] : sha256;
}
