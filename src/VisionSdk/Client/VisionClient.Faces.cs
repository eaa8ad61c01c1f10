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
        options ??= DefaultEmbed;
        var profile = _runtime.Profiles.Find(options.Profile);
        var request = options.ToRequest(_options) with { Labels = [.. profile.Labels] };
        return _runner.RunAsync(new EmbedJob(image, options.Profile, request), cancellationToken);
    }
}
