namespace VisionSdk;

/// <summary>A role that another version played, because the one that should have is not asked for a while.</summary>
public sealed record ModelFallback
{
    /// <summary>The role.</summary>
    public required string Slot { get; init; }

    /// <summary>The version that should have answered, <c>id@version</c>.</summary>
    public required string Wanted { get; init; }

    /// <summary>The version that answered, <c>id@version</c>.</summary>
    public required string Used { get; init; }

    /// <summary>How the wanted version failed the last time.</summary>
    public required ModelRunFailure Reason { get; init; }

    /// <summary>The fallback in one line, for logs and screens.</summary>
    /// <returns>A text such as <c>faces/detector: detector@1.0.0 for detector@1.1.0 (NotFinite)</c>.</returns>
    public override string ToString() => $"{Slot}: {Used} for {Wanted} ({Reason})";
}
