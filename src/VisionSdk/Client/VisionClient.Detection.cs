namespace VisionSdk;

public sealed partial class VisionClient
{
    /// <inheritdoc/>
    public Task<DetectionResult> DetectAsync(
        ImageSource image,
        DetectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= DefaultDetect;
        options.Validate();
        return _desk.IsIdle
            ? _runner.RunAsync(new DetectJob(image, options), cancellationToken)
            : _desk.DecideAsync(new DetectRequest(image, options), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DetectionOutcome> DetectManyAsync(
        IAsyncEnumerable<ImageSource> images,
        DetectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= DefaultDetect;
        options.Validate();
        return OrderedBatch.RunAsync(
            images,
            _options.MaxConcurrency,
            (index, image, token) => DetectOneAsync(index, image, options, token),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DetectionOutcome> DetectManyAsync(
        IEnumerable<ImageSource> images,
        DetectOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        return DetectManyAsync(images.ToAsyncEnumerable(), options, cancellationToken);
    }

    private static DetectOptions DefaultDetect { get; } = new();

    private async Task<DetectionOutcome> DetectOneAsync(
        long index,
        ImageSource image,
        DetectOptions options,
        CancellationToken cancellationToken
    )
    {
        var outcome = new DetectionOutcome { Index = index, Image = image };
        try
        {
            var result = await _pipelines
                .Batch.ExecuteAsync(
                    static (state, token) =>
                        new ValueTask<DetectionResult>(state.client.DetectAsync(state.image, state.options, token)),
                    (client: this, image, options),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return outcome with { Result = result };
        }
        catch (ImageDecodeException exception)
        {
            return outcome with { Error = exception };
        }
        catch (VisionTimeoutException exception) when (exception.Operation == DetectJob.Name)
        {
            return outcome with { Error = exception };
        }
    }
}
