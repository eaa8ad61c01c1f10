using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>
/// Measures, on data of one's own, at which distance two embeddings of a space are called a match for each false-match rate, and how
/// probable a match is; and says which measurement holds.
/// </summary>
/// <remarks>
/// <para>
/// Thread-safe; reached by <see cref="IVisionClient.Calibration"/>, and registered as a service beside the client. Measuring changes nothing:
/// only <see cref="StoreAsync"/> does. From then on verification, claims, identification and enrolment of every process on the store go by
/// the stored thresholds in that space, within <see cref="ModelRuntimeOptions.FollowInterval"/>, and results say so. Without one the
/// thresholds of the model's package hold.
/// </para>
/// <para>
/// A rate needs three comparisons of different identities for each expected false match (see <see cref="ThresholdCalibration"/>). One that the
/// data cannot support gets no threshold and is reported with the number of comparisons that it takes.
/// </para>
/// </remarks>
public interface IThresholdCalibrator
{
    /// <summary>Measures on pairs of pictures whose truth is known.</summary>
    /// <param name="pairs">
    /// The pairs. A picture in several of them is read once if it is the same <see cref="ImageSource"/> object; its most prominent face counts. A
    /// pair with a picture without a usable face is left out.
    /// </param>
    /// <param name="options">For which rates; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The thresholds, the refused rates, and the probability with its reliability.</returns>
    /// <exception cref="ArgumentException">The profile is unknown, a name is empty or too long, or a rate is outside (0, 1).</exception>
    /// <exception cref="CalibrationRefusedException">
    /// The data supports none of the rates, or not all of them and <see cref="CalibrationOptions.RequireEveryRate"/> is set.
    /// </exception>
    /// <exception cref="ImageDecodeException">A picture is damaged.</exception>
    Task<CalibrationReport> CalibrateAsync(
        IReadOnlyList<LabelledPicturePair> pairs,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Measures on pairs of embeddings whose truth is known.</summary>
    /// <param name="pairs">The pairs, all of the space of the profile's embedder.</param>
    /// <param name="options">For which rates; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The thresholds, the refused rates, and the probability with its reliability.</returns>
    /// <exception cref="EmbeddingSpaceMismatchException">An embedding is of another space.</exception>
    /// <inheritdoc cref="CalibrateAsync(IReadOnlyList{LabelledPicturePair}, CalibrationOptions?, CancellationToken)" path="/exception[@cref='T:System.ArgumentException' or @cref='T:VisionSdk.CalibrationRefusedException']"/>
    Task<CalibrationReport> CalibrateAsync(
        IReadOnlyList<LabelledEmbeddingPair> pairs,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Measures on embeddings of known identities: each is compared with all others.</summary>
    /// <param name="embeddings">The embeddings, all of the space of the profile's embedder; n of them make n · (n − 1) / 2 pairs, in memory at once.</param>
    /// <param name="options">For which rates; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The thresholds, the refused rates, and the probability with its reliability.</returns>
    /// <exception cref="EmbeddingSpaceMismatchException">An embedding is of another space.</exception>
    /// <inheritdoc cref="CalibrateAsync(IReadOnlyList{LabelledPicturePair}, CalibrationOptions?, CancellationToken)" path="/exception[@cref='T:System.ArgumentException' or @cref='T:VisionSdk.CalibrationRefusedException']"/>
    Task<CalibrationReport> CalibrateAsync(
        IReadOnlyList<LabelledEmbedding> embeddings,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Measures on distances whose truth is known.</summary>
    /// <param name="space">The space in which they were measured: that of the profile's embedder.</param>
    /// <param name="pairs">The distances, in the metric of the space. +∞ stands for a pair that could not be compared and is left out.</param>
    /// <param name="options">For which rates; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The thresholds, the refused rates, and the probability with its reliability.</returns>
    /// <exception cref="EmbeddingSpaceMismatchException">The profile's embedder has another space.</exception>
    /// <inheritdoc cref="CalibrateAsync(IReadOnlyList{LabelledPicturePair}, CalibrationOptions?, CancellationToken)" path="/exception[@cref='T:System.ArgumentException' or @cref='T:VisionSdk.CalibrationRefusedException']"/>
    Task<CalibrationReport> CalibrateAsync(
        EmbeddingSpaceId space,
        IReadOnlyList<VerificationPair> pairs,
        CalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Measures on the identities of a gallery: references of one identity are genuine pairs, those of two are impostor pairs.</summary>
    /// <param name="options">Whose gallery, for which rates; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The thresholds, the refused rates, and the probability with its reliability.</returns>
    /// <exception cref="StoreException">The tenant is unknown, or the store fails.</exception>
    /// <inheritdoc cref="CalibrateAsync(IReadOnlyList{LabelledPicturePair}, CalibrationOptions?, CancellationToken)" path="/exception[@cref='T:System.ArgumentException' or @cref='T:VisionSdk.CalibrationRefusedException']"/>
    /// <remarks>
    /// <para>
    /// Of a large gallery whole identities are sampled, so that memory and time stay bounded; the same seed takes the same ones. The opened
    /// vectors are overwritten afterwards.
    /// </para>
    /// <para>
    /// A person who is enrolled twice under different names makes impostor pairs that match: thresholds become stricter than they need be. The
    /// references of an identity have passed the checks of enrolment, so that genuine pairs are nearer than those of daily use: read the
    /// true-accept rates as an upper estimate.
    /// </para>
    /// </remarks>
    Task<CalibrationReport> CalibrateGalleryAsync(
        GalleryCalibrationOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stores a measurement: from now on it holds in its space.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="options">Who stores it and why; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event in the history; it is durable, and this client goes by it already.</returns>
    /// <exception cref="CalibrationRefusedException">
    /// The measurement has no threshold for <see cref="VisionSdkOptions.FalseMatchRate"/>, so that every verification would fail; see
    /// <see cref="CalibrationStoreOptions.AllowMissingRate"/>.
    /// </exception>
    /// <exception cref="StoreException">The tenant is unknown, or the store fails.</exception>
    Task<StoredCalibration> StoreAsync(
        CalibrationReport report,
        CalibrationStoreOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Takes back the calibration that holds in the space of a profile's embedder: the thresholds of the model's package hold again.</summary>
    /// <param name="profile">The recognition profile.</param>
    /// <param name="options">Who does it and why; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event in the history, which keeps what was stored before.</returns>
    /// <exception cref="ArgumentException">The profile is unknown.</exception>
    /// <exception cref="StoreException">The tenant is unknown, or the store fails.</exception>
    Task<StoredCalibration> WithdrawAsync(
        string profile = RecognitionProfiles.Faces,
        CalibrationStoreOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds the calibration that holds in the space of a profile's embedder.</summary>
    /// <param name="profile">The recognition profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The calibration; <see langword="null"/> when the thresholds of the model's package hold.</returns>
    /// <exception cref="ArgumentException">The profile is unknown.</exception>
    /// <exception cref="StoreException">The store fails.</exception>
    Task<StoredCalibration?> FindCurrentAsync(
        string profile = RecognitionProfiles.Faces,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists the history of the space of a profile's embedder, the latest event first.</summary>
    /// <param name="profile">The recognition profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The events.</returns>
    /// <exception cref="ArgumentException">The profile is unknown.</exception>
    /// <exception cref="StoreException">The store fails.</exception>
    Task<ImmutableArray<StoredCalibration>> ListAsync(
        string profile = RecognitionProfiles.Faces,
        CancellationToken cancellationToken = default
    );
}
