using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Puts together, once for each set of features, the models that answer it.</summary>
internal sealed class FaceChains(ModelSlots slots, IModelFactory factory)
{
    private readonly ConcurrentDictionary<FaceFeatures, FaceChain> _chains = new();

    /// <summary>Gets the chain of a set of features, loading the models that are missing.</summary>
    public ValueTask<FaceChain> GetAsync(FaceFeatures features, CancellationToken cancellationToken) =>
        _chains.TryGetValue(features, out var chain)
            ? ValueTask.FromResult(chain)
            : new ValueTask<FaceChain>(BuildAsync(features, cancellationToken));

    private async Task<FaceChain> BuildAsync(FaceFeatures features, CancellationToken cancellationToken)
    {
        var uses = ImmutableArray.CreateBuilder<ModelUse>();
        var detector = (await LoadAsync(VisionSlots.FaceDetector).ConfigureAwait(false))!;
        var embedder = features.HasFlag(FaceFeatures.Embedding)
            ? await slots.GetAsync(VisionSlots.FaceEmbedder, model: null, cancellationToken).ConfigureAwait(false)
            : null;
        var needsLandmarks =
            features.HasFlag(FaceFeatures.Landmarks)
            || features.HasFlag(FaceFeatures.Quality)
            || NeedsLandmarks(embedder?.Model.Manifest);
        var models = new FaceModels
        {
            Detector = detector,
            Landmarks = needsLandmarks ? await LoadAsync(VisionSlots.FaceLandmarks).ConfigureAwait(false) : null,
            Expression = await LoadIfAsync(FaceFeatures.Expression, VisionSlots.FaceExpression).ConfigureAwait(false),
            AntiSpoof = await LoadIfAsync(FaceFeatures.AntiSpoof, VisionSlots.FaceAntiSpoof).ConfigureAwait(false),
            Liveness = await LoadIfAsync(FaceFeatures.Liveness, VisionSlots.FaceLiveness).ConfigureAwait(false),
            Embedder = embedder?.Model,
        };
        if (embedder is not null)
        {
            uses.Add(embedder.Use);
        }

        var chain = new FaceChain(factory.CreateFaceAnalyzer(models), uses.ToImmutable(), models.Embedder?.Manifest);
        return _chains.GetOrAdd(features, chain);

        async ValueTask<IVisionModel?> LoadIfAsync(FaceFeatures feature, string slot) =>
            features.HasFlag(feature) ? await LoadAsync(slot).ConfigureAwait(false) : null;

        async ValueTask<IVisionModel?> LoadAsync(string slot)
        {
            var loaded = await slots.GetAsync(slot, model: null, cancellationToken).ConfigureAwait(false);
            uses.Add(loaded.Use);
            return loaded.Model;
        }
    }

    /// <summary>Whether an embedder is aligned by landmarks.</summary>
    public static bool NeedsLandmarks(ModelManifest? embedder) =>
        embedder?.Embedding?.Aligner is FaceAligner.Dlib68 or FaceAligner.ArcFace5;
}
