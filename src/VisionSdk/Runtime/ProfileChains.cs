using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Puts together, once for each recognition profile and set of features, the models that turn a picture into an embedding.</summary>
internal sealed class ProfileChains(VisionSdkOptions options, ModelSlots slots, IModelFactory factory)
{
    private readonly ConcurrentDictionary<(string Profile, FaceFeatures Features), FaceChain> _chains = new();

    /// <summary>Finds a profile.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public RecognitionProfile Find(string profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return options.Profiles.TryGetValue(profile, out var found)
            ? found
            : throw new ArgumentException(
                $"There is no recognition profile '{profile}'; there are {string.Join(", ", options.Profiles.Keys.Order(StringComparer.Ordinal))}. Add it to VisionSdkOptions.Profiles.",
                nameof(profile)
            );
    }

    /// <summary>Gets the chain of a profile, loading the models that are missing.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="features">What is found out: landmarks are only located for quality, or when the embedder is aligned by them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<FaceChain> GetAsync(string profile, FaceFeatures features, CancellationToken cancellationToken) =>
        _chains.TryGetValue((profile, features), out var chain)
            ? ValueTask.FromResult(chain)
            : new ValueTask<FaceChain>(BuildAsync(profile, features, cancellationToken));

    private async Task<FaceChain> BuildAsync(string name, FaceFeatures features, CancellationToken cancellationToken)
    {
        var profile = Find(name);
        var uses = ImmutableArray.CreateBuilder<ModelUse>();
        var detector = await LoadAsync(profile.Detector).ConfigureAwait(false);
        var role = await slots.GetAsync(profile.Embedder, model: null, cancellationToken).ConfigureAwait(false);
        var embedder = role.Model;
        var needsLandmarks = features.HasFlag(FaceFeatures.Quality) || FaceChains.NeedsLandmarks(embedder.Manifest);
        var landmarks = needsLandmarks ? await LoadAsync(profile.Landmarks).ConfigureAwait(false) : null;
        uses.Add(role.Use);
        if (embedder.Manifest.Embedding is null)
        {
            throw new ModelLoadException(
                $"Model '{embedder.Manifest.Id}' {embedder.Manifest.Version} is for {embedder.Manifest.Task}; the embedder of recognition profile '{name}' needs {VisionTask.Embedding}. Correct VisionSdkOptions.Slots or Profiles.",
                embedder.Manifest.Id,
                path: null
            );
        }

        var analyzer = detector is null
            ? factory.CreateWholeImageAnalyzer(embedder)
            : factory.CreateFaceAnalyzer(
                new FaceModels
                {
                    Detector = detector,
                    Landmarks = landmarks,
                    Embedder = embedder,
                }
            );
        return _chains.GetOrAdd((name, features), new FaceChain(analyzer, uses.ToImmutable(), embedder.Manifest));

        async ValueTask<IVisionModel?> LoadAsync(string? slot)
        {
            if (slot is null)
            {
                return null;
            }

            var loaded = await slots.GetAsync(slot, model: null, cancellationToken).ConfigureAwait(false);
            uses.Add(loaded.Use);
            return loaded.Model;
        }
    }
}
