using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using VisionSdk.Storage;

namespace VisionSdk;

/// <inheritdoc cref="IThresholdCalibrator"/>
internal sealed class ThresholdCalibrator(
    VisionRuntime runtime,
    ProbeReader reader,
    StoreSource stores,
    InFlight inFlight
) : IThresholdCalibrator
{
    private const string PairsName = "labelled pairs";

    private static CalibrationOptions DefaultOptions { get; } = new();

    private static GalleryCalibrationOptions DefaultGallery { get; } = new();

    private static CalibrationStoreOptions DefaultStore { get; } = new();

    public async Task<CalibrationReport> CalibrateAsync(
        IReadOnlyList<LabelledPicturePair> pairs,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= DefaultOptions;
        options.Validate();
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget
            .FindAsync(runtime, options.Profile, cancellationToken)
            .ConfigureAwait(false);
        var embeddings = await new PairReader(runtime, reader)
            .ReadAsync(pairs, options, target.Generation, cancellationToken)
            .ConfigureAwait(false);
        return await MeasureAsync(
                target,
                () =>
                    CalibrationData.Of(
                        pairs.Select(pair => new VerificationPair(
                            DistanceOf(embeddings[pair.First], embeddings[pair.Second], target),
                            pair.IsSame,
                            pair.Fold
                        ))
                    ),
                options,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<CalibrationReport> CalibrateAsync(
        IReadOnlyList<LabelledEmbeddingPair> pairs,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= DefaultOptions;
        options.Validate();
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget
            .FindAsync(runtime, options.Profile, cancellationToken)
            .ConfigureAwait(false);
        return await MeasureAsync(
                target,
                () =>
                    CalibrationData.Of(
                        pairs.Select(pair => new VerificationPair(
                            DistanceOf(pair.First, pair.Second, target),
                            pair.IsSame,
                            pair.Fold
                        ))
                    ),
                options,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<CalibrationReport> CalibrateAsync(
        IReadOnlyList<LabelledEmbedding> embeddings,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        options ??= DefaultOptions;
        options.Validate();
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget
            .FindAsync(runtime, options.Profile, cancellationToken)
            .ConfigureAwait(false);
        var entries = embeddings.Select(labelled => EntryOf(labelled, target)).ToList();
        return await MeasureAsync(
                target,
                () => CalibrationData.Of(entries, target.Metric, cancellationToken),
                options,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    public async Task<CalibrationReport> CalibrateAsync(
        EmbeddingSpaceId space,
        IReadOnlyList<VerificationPair> pairs,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= DefaultOptions;
        options.Validate();
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget
            .FindAsync(runtime, options.Profile, cancellationToken)
            .ConfigureAwait(false);
        ThrowIfOtherSpace(space, target);
        return await MeasureAsync(target, () => CalibrationData.Of(pairs), options, cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<CalibrationReport> CalibrateGalleryAsync(
        GalleryCalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= DefaultGallery;
        options.Validate();
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget
            .FindAsync(runtime, options.Profile, cancellationToken)
            .ConfigureAwait(false);
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        using var sample = await store
            .SampleGalleryAsync(
                new GalleryScope(options.Tenant, options.Profile),
                target.Space,
                new GallerySampleOptions { MaxReferences = options.MaxReferences, Seed = options.Seed },
                cancellationToken
            )
            .ConfigureAwait(false);
        var report = await Task.Run(
                () =>
                    CalibrationMeasurement.Measure(
                        target,
                        CalibrationData.Of(sample.References, target.Metric, cancellationToken),
                        options,
                        CalibrationSource.Gallery,
                        options.DataSet ?? $"gallery of profile '{options.Profile}'",
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return report with { References = sample.References.Length, GalleryReferences = sample.GalleryReferences };
    }

    public async Task<StoredCalibration> StoreAsync(
        CalibrationReport report,
        CalibrationStoreOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= DefaultStore;
        if (!options.AllowMissingRate)
        {
            ThrowIfRateMissing(report.Calibration);
        }

        using var scope = inFlight.Enter();
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var stored = await store
            .AddCalibrationAsync(
                new CalibrationRequest
                {
                    Calibration = report.Calibration,
                    Model = report.Model,
                    Actor = options.Actor,
                    Reason = options.Reason,
                    Tenant = options.Tenant,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        await runtime.Calibrations.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return stored;
    }

    public async Task<StoredCalibration> WithdrawAsync(
        string profile = RecognitionProfiles.Faces,
        CalibrationStoreOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= DefaultStore;
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget.FindAsync(runtime, profile, cancellationToken).ConfigureAwait(false);
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var withdrawn = await store
            .WithdrawCalibrationAsync(target.Model, options.Actor, options.Reason, options.Tenant, cancellationToken)
            .ConfigureAwait(false);
        await runtime.Calibrations.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return withdrawn;
    }

    public async Task<StoredCalibration?> FindCurrentAsync(
        string profile = RecognitionProfiles.Faces,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget.FindAsync(runtime, profile, cancellationToken).ConfigureAwait(false);
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        return await store.FindCalibrationAsync(target.Space, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<StoredCalibration>> ListAsync(
        string profile = RecognitionProfiles.Faces,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = inFlight.Enter();
        var target = await CalibrationTarget.FindAsync(runtime, profile, cancellationToken).ConfigureAwait(false);
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        return await store
            .ListCalibrationsAsync(target.Space, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }

    private static Task<CalibrationReport> MeasureAsync(
        CalibrationTarget target,
        Func<CalibrationData> read,
        CalibrationOptions options,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            () =>
                CalibrationMeasurement.Measure(
                    target,
                    read(),
                    options,
                    CalibrationSource.Pairs,
                    options.DataSet ?? PairsName,
                    cancellationToken
                ),
            cancellationToken
        );

    private static GalleryEntry EntryOf(LabelledEmbedding labelled, CalibrationTarget target)
    {
        ArgumentNullException.ThrowIfNull(labelled);
        ArgumentException.ThrowIfNullOrEmpty(labelled.Identity);
        ThrowIfOtherSpace(labelled.Embedding.Space, target);
        var identity = SHA256.HashData(Encoding.UTF8.GetBytes(labelled.Identity));
        return new GalleryEntry(Guid.Empty, new Guid(identity.AsSpan(0, 16)), labelled.Embedding.Values.AsMemory());
    }

    private static float DistanceOf(Embedding? first, Embedding? second, CalibrationTarget target)
    {
        if (first is null || second is null)
        {
            return float.PositiveInfinity;
        }

        ThrowIfOtherSpace(first.Space, target);
        return first.DistanceTo(second, target.Metric);
    }

    private static void ThrowIfOtherSpace(EmbeddingSpaceId space, CalibrationTarget target)
    {
        if (space != target.Space)
        {
            throw new EmbeddingSpaceMismatchException(
                $"The pairs are of space {space}; the embedder that is calibrated, '{target.Model.Id}' {target.Model.Version}, has space {target.Space}. Embed the pictures with it.",
                space,
                target.Space
            );
        }
    }

    private void ThrowIfRateMissing(SpaceCalibration calibration)
    {
        var needed = runtime.Options.FalseMatchRate;
        if (!calibration.Thresholds.Any(known => VerificationRule.IsSameRate(known.FalseMatchRate, needed)))
        {
            throw new CalibrationRefusedException(
                $"The calibration has no threshold for a false-match rate of {needed}, by which this client verifies; once it is stored, every verification would fail. Calibrate with at least {ThresholdCalibration.RequiredComparisons(needed)} comparisons of different identities (there are {calibration.ImpostorPairs}), change VisionSdkOptions.FalseMatchRate, or set AllowMissingRate."
            );
        }
    }
}
