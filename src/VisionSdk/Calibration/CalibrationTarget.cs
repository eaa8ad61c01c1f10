namespace VisionSdk;

/// <summary>The embedder that is calibrated.</summary>
/// <param name="Model">Its manifest.</param>
/// <param name="Use">The version for the report.</param>
/// <param name="Space">Its space.</param>
/// <param name="Generation">The models of the moment, so that every picture is read by the same ones.</param>
internal sealed record CalibrationTarget(
    ModelManifest Model,
    ModelUse Use,
    EmbeddingSpaceId Space,
    SlotGeneration Generation
)
{
    public DistanceMetric Metric => Model.Embedding?.Metric ?? DistanceMetric.Cosine;

    public static async Task<CalibrationTarget> FindAsync(
        VisionRuntime runtime,
        string profile,
        CancellationToken cancellationToken
    )
    {
        _ = runtime.Profiles.Find(profile);
        await runtime.Registry.ReadyAsync(cancellationToken).ConfigureAwait(false);
        var generation = runtime.Slots.Current;
        var chain = await runtime
            .Profiles.HoldAsync(generation, profile, FaceFeatures.Embedding, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var use = chain.Uses.First(static use => use.Space is not null);
            return new CalibrationTarget(chain.Embedder!, use, use.Space!.Value, generation);
        }
        finally
        {
            chain.Release();
        }
    }
}
