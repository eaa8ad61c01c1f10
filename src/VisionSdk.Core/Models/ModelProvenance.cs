namespace VisionSdk;

/// <summary>Where a model's weights come from and on which terms they may be used.</summary>
public sealed record ModelProvenance
{
    /// <summary>The package or repository of origin, such as <c>npm:@vladmandic/face-api</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Version of the source, such as <c>1.7.15</c>.</summary>
    public required string SourceVersion { get; init; }

    /// <summary>Integrity string of the source package (Subresource Integrity, such as <c>sha512-…</c>), or <see langword="null"/>.</summary>
    public string? Integrity { get; init; }

    /// <summary>The file inside the source.</summary>
    public required string File { get; init; }

    /// <summary>Licence, as an SPDX expression such as <c>MIT</c>.</summary>
    public required string License { get; init; }

    /// <summary>Copyright notice that must travel with the weights.</summary>
    public required string Notice { get; init; }

    /// <summary>How the weights were trained, where we did it; otherwise <see langword="null"/>.</summary>
    public string? Recipe { get; init; }
}
