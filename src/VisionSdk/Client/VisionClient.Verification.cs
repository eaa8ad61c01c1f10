namespace VisionSdk;

public sealed partial class VisionClient
{
    private static VerifyOptions DefaultVerify { get; } = new();

    /// <inheritdoc/>
    public Task<VerificationResult> VerifyAsync(
        ImageSource first,
        ImageSource second,
        VerifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options ??= DefaultVerify;
        if (!_desk.IsIdle)
        {
            _ = options.ToRequest(_options);
            return _desk.DecideAsync(new VerifyRequest(first, second, options, _options), cancellationToken);
        }

        var request = options.ToRequest(_options);
        return _runner.RunAsync(
            new VerifyJob(
                first,
                second,
                request,
                options.FalseMatchRate ?? _options.FalseMatchRate,
                options.InconclusiveFalseMatchRate ?? _options.InconclusiveFalseMatchRate
            ),
            cancellationToken
        );
    }
}
