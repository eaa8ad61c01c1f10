using System.Runtime.CompilerServices;

namespace VisionSdk;

/// <summary>Turns pictures into embeddings, each once, several at a time.</summary>
internal sealed class PairReader(VisionRuntime runtime, ProbeReader reader)
{
    private const string Operation = "calibrate";

    /// <summary>Reads every picture that is named.</summary>
    /// <returns>The embeddings of the most prominent faces; <see langword="null"/> for a picture without a usable one.</returns>
    public async Task<Dictionary<ImageSource, Embedding?>> ReadAsync(
        IReadOnlyList<LabelledPicturePair> pairs,
        CalibrationOptions calibration,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var choice = new FaceChoice(runtime.Options.MinFaceSize, MaxFaces: 1, RequireSingle: false);
        var request = new FaceRequest(FaceFeatures.Embedding, choice, MinConfidence: null);
        ImageSource[] pictures =
        [
            .. pairs
                .SelectMany(static pair => new[] { pair.First, pair.Second })
                .Distinct(ReferenceEqualityComparer.Instance)
                .Cast<ImageSource>(),
        ];
        var embeddings = new Embedding?[pictures.Length];
        var done = 0;
        await Parallel
            .ForAsync(
                0,
                pictures.Length,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = runtime.Options.MaxConcurrency,
                    CancellationToken = cancellationToken,
                },
                async (index, token) =>
                {
                    // Other requests go on meanwhile: a place is waited for, not refused.
                    var probe = await runtime
                        .Pipelines.Batch.ExecuteAsync(
                            async token =>
                                await reader
                                    .ReadAsync(
                                        Operation,
                                        pictures[index],
                                        calibration.Profile,
                                        request,
                                        token,
                                        generation
                                    )
                                    .ConfigureAwait(false),
                            token
                        )
                        .ConfigureAwait(false);
                    embeddings[index] = probe.Embedding;
                    calibration.Progress?.Report(Interlocked.Increment(ref done));
                }
            )
            .ConfigureAwait(false);
        return pictures
            .Zip(embeddings)
            .ToDictionary(static pair => pair.First, static pair => pair.Second, Identity.Instance);
    }

    /// <summary>Two sources are one picture when they are one object.</summary>
    private sealed class Identity : IEqualityComparer<ImageSource>
    {
        public static Identity Instance { get; } = new();

        public bool Equals(ImageSource? x, ImageSource? y) => ReferenceEquals(x, y);

        public int GetHashCode(ImageSource obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
