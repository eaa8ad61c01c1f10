using System.Globalization;

namespace VisionSdk;

/// <summary>Makes a version ready to play a role before anybody sees it: loaded, checked, warm, and put together with the models around it.</summary>
internal sealed class VersionPreparation(
    VisionSdkOptions options,
    VersionHost host,
    ModelSlots slots,
    FaceChains faces,
    ProfileChains profiles
)
{
    private static readonly (string Slot, FaceFeatures Features)[] FaceRoles =
    [
        (VisionSlots.FaceDetector, FaceFeatures.Embedding),
        (VisionSlots.FaceLandmarks, FaceFeatures.Embedding | FaceFeatures.Landmarks),
        (VisionSlots.FaceEmbedder, FaceFeatures.Embedding),
        (VisionSlots.FaceExpression, FaceFeatures.Expression),
        (VisionSlots.FaceAntiSpoof, FaceFeatures.AntiSpoof),
        (VisionSlots.FaceLiveness, FaceFeatures.Liveness),
    ];

    /// <summary>Loads, checks and warms a version.</summary>
    /// <param name="slot">The role.</param>
    /// <param name="key">The version.</param>
    /// <param name="maxSlowdown">How many times as long as the present version it may take; <see langword="null"/> for any time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The version, held for the caller.</returns>
    /// <exception cref="ModelLoadException">It cannot be loaded, its golden outputs differ, or an output is not finite.</exception>
    /// <exception cref="ModelActivationException">It is for another task, or too slow.</exception>
    public async Task<LoadedVersion> PrepareAsync(
        string slot,
        VersionKey key,
        double? maxSlowdown,
        CancellationToken cancellationToken
    )
    {
        var version = await host.HoldAsync(key, cancellationToken).ConfigureAwait(false);
        try
        {
            var time = version.Model.WarmUp(options.Models.WarmUpRuns);
            using var present = await PresentAsync(slot, cancellationToken).ConfigureAwait(false);
            if (present is not null && present.Version.Key != key)
            {
                CompareTasks(slot, present.Version, version);
                CompareTimes(slot, present.Version, version, time, maxSlowdown);
            }

            return version;
        }
        catch
        {
            version.Release();
            throw;
        }
    }

    /// <summary>Loads, checks and warms a version that plays no role, and does not keep it.</summary>
    /// <exception cref="ModelLoadException">It cannot be loaded, its golden outputs differ, or an output is not finite.</exception>
    public async Task TryAsync(VersionKey key, CancellationToken cancellationToken)
    {
        var version = await host.HoldAsync(key, cancellationToken).ConfigureAwait(false);
        try
        {
            version.Model.WarmUp(options.Models.WarmUpRuns);
        }
        finally
        {
            version.Release();
        }
    }

    /// <summary>Puts a generation's chains together in which a role takes part, so that no request has to.</summary>
    /// <exception cref="ModelLoadException">The models do not fit together.</exception>
    public async Task PrepareChainsAsync(SlotGeneration generation, string slot, CancellationToken cancellationToken)
    {
        foreach (var (name, profile) in options.Profiles)
        {
            if (slot == profile.Detector || slot == profile.Landmarks || slot == profile.Embedder)
            {
                var chain = await profiles
                    .HoldAsync(generation, name, FaceFeatures.Embedding, cancellationToken)
                    .ConfigureAwait(false);
                chain.Release();
            }
        }

        foreach (var (role, features) in FaceRoles)
        {
            if (role == slot)
            {
                var chain = await faces.HoldAsync(generation, features, cancellationToken).ConfigureAwait(false);
                chain.Release();
            }
        }
    }

    private async Task<HeldVersion?> PresentAsync(string slot, CancellationToken cancellationToken)
    {
        var generation = slots.Current;
        if (!generation.Slots.ContainsKey(slot))
        {
            return null;
        }

        try
        {
            var model = await slots.HoldAsync(generation, slot, model: null, cancellationToken).ConfigureAwait(false);
            return new HeldVersion(model.Version);
        }
        catch (ModelLoadException)
        {
            // What cannot be loaded is no measure for what replaces it.
            return null;
        }
    }

    private static void CompareTasks(string slot, LoadedVersion present, LoadedVersion next)
    {
        if (present.Manifest.Task != next.Manifest.Task)
        {
            throw new ModelActivationException(
                ActivationFailure.WrongTask,
                slot,
                $"Model {next.Key} is for {next.Manifest.Task}; slot '{slot}' is played by {present.Key}, which is for {present.Manifest.Task}. Activate it in another slot."
            );
        }
    }

    private void CompareTimes(
        string slot,
        LoadedVersion present,
        LoadedVersion next,
        TimeSpan time,
        double? maxSlowdown
    )
    {
        if (maxSlowdown is not { } limit || double.IsPositiveInfinity(limit))
        {
            return;
        }

        var before = present.Model.WarmUp(options.Models.WarmUpRuns);
        if (time / before > limit)
        {
            throw new ModelActivationException(
                ActivationFailure.TooSlow,
                slot,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Model {next.Key} takes {time.TotalMilliseconds:0.##} ms for a picture, {time / before:0.#} times as long as {present.Key} with {before.TotalMilliseconds:0.##} ms; {limit:0.#} times are allowed. Activate it with a higher MaxSlowdown if that is meant."
                )
            );
        }
    }

    private sealed class HeldVersion(LoadedVersion version) : IDisposable
    {
        public LoadedVersion Version => version;

        public void Dispose() => version.Release();
    }
}
