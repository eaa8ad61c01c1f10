namespace VisionSdk;

/// <summary>Puts together, once for each recognition profile and set of features, the models that turn a picture into an embedding.</summary>
internal sealed class ProfileChains(VisionSdkOptions options, ModelSlots slots, IModelFactory factory)
{
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
    /// <param name="generation">Which models play the roles.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="features">What is found out: landmarks are only located for quality, or when the embedder is aligned by them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The chain, held for the caller.</returns>
    public ValueTask<FaceChain> HoldAsync(
        SlotGeneration generation,
        string profile,
        FaceFeatures features,
        CancellationToken cancellationToken
    ) =>
        generation.Profiles.TryHold((profile, features)) is { } chain
            ? ValueTask.FromResult(chain)
            : BuildAsync(generation, profile, features, cancellationToken);

    private ValueTask<FaceChain> BuildAsync(
        SlotGeneration generation,
        string profile,
        FaceFeatures features,
        CancellationToken cancellationToken
    ) =>
        generation.Profiles.HoldAsync(
            (profile, features),
            () =>
                ChainParts.BuildAsync(
                    slots,
                    generation,
                    parts => BuildAsync(parts, profile, features),
                    cancellationToken
                )
        );

    private async Task<(IFaceAnalyzer, ModelManifest?)> BuildAsync(ChainParts parts, string name, FaceFeatures features)
    {
        var profile = Find(name);
        var detector = await parts.AddAsync(profile.Detector).ConfigureAwait(false);
        var embedder = (await parts.AddAsync(profile.Embedder).ConfigureAwait(false))!.Value;
        var manifest = embedder.Model.Manifest;
        var needsLandmarks = features.HasFlag(FaceFeatures.Quality) || FaceChains.NeedsLandmarks(manifest);
        var landmarks = needsLandmarks ? await parts.AddAsync(profile.Landmarks).ConfigureAwait(false) : null;
        parts.RunsLast(embedder);
        if (manifest.Embedding is null)
        {
            throw new ModelLoadException(
                $"Model '{manifest.Id}' {manifest.Version} is for {manifest.Task}; the embedder of recognition profile '{name}' needs {VisionTask.Embedding}. Correct VisionSdkOptions.Slots or Profiles.",
                manifest.Id,
                path: null
            );
        }

        var analyzer = detector is null
            ? factory.CreateWholeImageAnalyzer(embedder.Model)
            : factory.CreateFaceAnalyzer(
                new FaceModels
                {
                    Detector = detector.Value.Model,
                    Landmarks = landmarks?.Model,
                    Embedder = embedder.Model,
                }
            );
        return (analyzer, manifest);
    }
}
