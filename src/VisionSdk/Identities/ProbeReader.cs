namespace VisionSdk;

/// <summary>Reads pictures for the operations on identities.</summary>
internal sealed class ProbeReader(IJobRunner runner, VisionRuntime runtime)
{
    /// <summary>Finds a profile.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public RecognitionProfile Profile(string name) => runtime.Profiles.Find(name);

    /// <summary>Which models play the roles, for an operation that reads several pictures.</summary>
    public async ValueTask<SlotGeneration> GenerationAsync(CancellationToken cancellationToken)
    {
        await runtime.Registry.ReadyAsync(cancellationToken).ConfigureAwait(false);
        return await runtime
            .Fallbacks.ServingAsync(FallbackScope.SameSpace, mayTry: false, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The thresholds that hold for what a picture gave.</summary>
    public ValueTask<EmbedderThresholds> ThresholdsAsync(Probe probe, CancellationToken cancellationToken) =>
        runtime.Calibrations.ThresholdsAsync(probe.Embedder, probe.Provenance.Space, cancellationToken);

    /// <summary>Reads a picture; the caller has entered the client already.</summary>
    public Task<Probe> ReadAsync(
        string operation,
        ImageSource image,
        string profile,
        FaceRequest request,
        CancellationToken cancellationToken,
        SlotGeneration? generation = null,
        FallbackScope scope = FallbackScope.SameSpace
    )
    {
        var found = runtime.Profiles.Find(profile);
        return runner.RunEnteredAsync(
            new ProbeJob(operation, image, profile, request with { Labels = [.. found.Labels] }, generation, scope),
            cancellationToken
        );
    }
}
