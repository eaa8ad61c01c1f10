namespace VisionSdk;

public sealed partial class VisionClient
{
    private static AnalyzeFacesOptions DefaultAnalyze { get; } = new();

    private static EmbedOptions DefaultEmbed { get; } = new();

    /// <inheritdoc/>
    public Task<FaceAnalysisResult> AnalyzeFacesAsync(
        ImageSource image,
        AnalyzeFacesOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        var request = (options ?? DefaultAnalyze).ToRequest();
        return _runner.RunAsync(new AnalyzeFacesJob(image, request), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EmbeddingResult> EmbedAsync(
        ImageSource image,
        EmbedOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        var request = (options ?? DefaultEmbed).ToRequest(_options);
        return _runner.RunAsync(new EmbedJob(image, request), cancellationToken);
    }
}
