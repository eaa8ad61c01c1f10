namespace VisionSdk;

/// <summary>Puts together, once for each generation and set of features, the models that answer it.</summary>
internal sealed class FaceChains(ModelSlots slots, IModelFactory factory)
{
    /// <summary>Gets the chain of a set of features, loading the models that are missing.</summary>
    /// <returns>The chain, held for the caller.</returns>
    public ValueTask<FaceChain> HoldAsync(
        SlotGeneration generation,
        FaceFeatures features,
        CancellationToken cancellationToken
    ) =>
        generation.Faces.TryHold(features) is { } chain
            ? ValueTask.FromResult(chain)
            : BuildAsync(generation, features, cancellationToken);

    private ValueTask<FaceChain> BuildAsync(
        SlotGeneration generation,
        FaceFeatures features,
        CancellationToken cancellationToken
    ) =>
        generation.Faces.HoldAsync(
            features,
            () => ChainParts.BuildAsync(slots, generation, parts => BuildAsync(parts, features), cancellationToken)
        );

    private async Task<(IFaceAnalyzer, ModelManifest?)> BuildAsync(ChainParts parts, FaceFeatures features)
    {
        var detector = await parts.AddAsync(VisionSlots.FaceDetector).ConfigureAwait(false);
        var embedder = await AddIfAsync(FaceFeatures.Embedding, VisionSlots.FaceEmbedder).ConfigureAwait(false);
        var manifest = embedder?.Model.Manifest;
        var needsLandmarks =
            features.HasFlag(FaceFeatures.Landmarks)
            || features.HasFlag(FaceFeatures.Quality)
            || NeedsLandmarks(manifest);
        var landmarks = needsLandmarks ? await parts.AddAsync(VisionSlots.FaceLandmarks).ConfigureAwait(false) : null;
        var models = new FaceModels
        {
            Detector = detector!.Value.Model,
            Landmarks = landmarks?.Model,
            Expression = (
                await AddIfAsync(FaceFeatures.Expression, VisionSlots.FaceExpression).ConfigureAwait(false)
            )?.Model,
            AntiSpoof = (
                await AddIfAsync(FaceFeatures.AntiSpoof, VisionSlots.FaceAntiSpoof).ConfigureAwait(false)
            )?.Model,
            Liveness = (await AddIfAsync(FaceFeatures.Liveness, VisionSlots.FaceLiveness).ConfigureAwait(false))?.Model,
            Embedder = embedder?.Model,
        };
        parts.RunsLast(embedder);
        return (factory.CreateFaceAnalyzer(models), manifest);

        ValueTask<SlotModel?> AddIfAsync(FaceFeatures feature, string slot) =>
            parts.AddAsync(features.HasFlag(feature) ? slot : null);
    }

    /// <summary>Whether an embedder is aligned by landmarks.</summary>
    public static bool NeedsLandmarks(ModelManifest? embedder) =>
        embedder?.Embedding?.Aligner is FaceAligner.Dlib68 or FaceAligner.ArcFace5;
}
