using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Detects, analyses, embeds and verifies with versioned models, and knows the identities that were enrolled.</summary>
/// <remarks>
/// <para>
/// Thread-safe; create one and share it. Computing is CPU work: it runs on the thread pool, at most
/// <see cref="VisionSdkOptions.MaxConcurrency"/> operations at once, and the returned tasks are for waiting, not for hidden parallelism. What does
/// not fit in <see cref="VisionSdkOptions.QueueLimit"/> besides is refused at once with <see cref="VisionBusyException"/>.
/// </para>
/// <para>
/// Models are loaded on first use, once, and shared; <see cref="WarmUpAsync"/> loads them ahead. A failed load is not remembered: the next call
/// tries again.
/// </para>
/// <para>
/// Every operation may throw <see cref="ImageDecodeException"/> (the picture), <see cref="ModelLoadException"/> and its derivatives (the model),
/// <see cref="ModelRunException"/> (the model fails at its work), <see cref="VisionUnavailableException"/> (it did so too often),
/// <see cref="VisionBusyException"/>, <see cref="VisionTimeoutException"/>, <see cref="OperationCanceledException"/> (the caller's token, never
/// wrapped) and <see cref="ObjectDisposedException"/>. Disposal lets running operations finish and then frees the models;
/// <see cref="IAsyncDisposable.DisposeAsync"/> waits for that, <see cref="IDisposable.Dispose"/> does not.
/// </para>
/// </remarks>
public interface IVisionClient : IAsyncDisposable, IDisposable
{
    /// <summary>The model versions: registering them, giving them roles and taking roles back while requests go on.</summary>
    IModelRegistry Models { get; }

    /// <summary>How the roles are played and the store does, for health checks, and the switch that closes an open circuit.</summary>
    IVisionHealth Health { get; }

    /// <summary>The thresholds of each embedding space: measuring them on data of one's own, with bounds, and saying which hold.</summary>
    IThresholdCalibrator Calibration { get; }

    /// <summary>Moves enrolled identities to the embedding space of another model while requests go on.</summary>
    IEmbeddingMigrator Migrations { get; }

    /// <summary>Candidate versions that are tried on live traffic, recorded decisions, and judging them again.</summary>
    IRollouts Rollouts { get; }

    /// <summary>Finds objects in a picture: everyday objects by default, faces with <see cref="DetectOptions.Faces"/>, or what any other detector knows.</summary>
    /// <param name="image">The picture. A stream is read to its end before the operation waits for its turn.</param>
    /// <param name="options">What to look for; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>The detections, with boxes in pixels of the displayed picture.</returns>
    /// <exception cref="ArgumentException">The options name a slot that is not configured or a model that does not detect, or a value is out of range.</exception>
    Task<DetectionResult> DetectAsync(
        ImageSource image,
        DetectOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds objects in many pictures, several at once, and returns the outcomes in the order of the pictures.</summary>
    /// <param name="images">
    /// The pictures. At most <see cref="VisionSdkOptions.MaxConcurrency"/> of them are taken ahead of the consumer, so that memory stays bounded
    /// however long the batch is.
    /// </param>
    /// <param name="options">What to look for; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>
    /// One outcome per picture. A picture that cannot be decoded, or takes too long, is an outcome with an error and does not end the batch; a
    /// model that cannot be used ends it with the exception, since every picture would fail alike.
    /// </returns>
    /// <remarks>
    /// A batch is never refused as busy: it waits its turn. Leaving the enumeration early cancels what has been started and waits for it, so no
    /// picture is in use afterwards.
    /// </remarks>
    IAsyncEnumerable<DetectionOutcome> DetectManyAsync(
        IAsyncEnumerable<ImageSource> images,
        DetectOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <inheritdoc cref="DetectManyAsync(IAsyncEnumerable{ImageSource}, DetectOptions?, CancellationToken)"/>
    IAsyncEnumerable<DetectionOutcome> DetectManyAsync(
        IEnumerable<ImageSource> images,
        DetectOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds faces and tells about each: landmarks, expression, whether it is real and live, and, if asked for, its embedding.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">What to find out; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>The faces, most prominent first.</returns>
    Task<FaceAnalysisResult> AnalyzeFacesAsync(
        ImageSource image,
        AnalyzeFacesOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Turns the faces of a picture into embeddings.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">Which faces; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>The embeddings with their boxes, most prominent face first. A picture without a usable face gives none; that is no error.</returns>
    Task<EmbeddingResult> EmbedAsync(
        ImageSource image,
        EmbedOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Decides whether two pictures show the same person, at a stated false-match rate.</summary>
    /// <param name="first">One picture.</param>
    /// <param name="second">The other.</param>
    /// <param name="options">How strictly; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>The decision with its evidence. A picture without a usable face is an inconclusive result with a reason, not an exception.</returns>
    /// <exception cref="ThresholdUnavailableException">The embedding model is not calibrated for the rate; the message names the rates that it has.</exception>
    Task<VerificationResult> VerifyAsync(
        ImageSource first,
        ImageSource second,
        VerifyOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Makes one picture a reference of an identity.</summary>
    /// <param name="image">A picture that shows nobody else.</param>
    /// <param name="options">Who it is; <see langword="null"/> for a new identity without a name.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>Whether it has become a reference, and if not, why not. What it says is stored survives a loss of power.</returns>
    /// <inheritdoc cref="EnrollAsync(IReadOnlyList{EnrolmentPicture}, EnrolmentOptions?, CancellationToken)" path="/exception"/>
    /// <inheritdoc cref="EnrollAsync(IReadOnlyList{EnrolmentPicture}, EnrolmentOptions?, CancellationToken)" path="/remarks"/>
    Task<EnrolmentResult> EnrollAsync(
        ImageSource image,
        EnrolmentOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Makes pictures the references of one identity.</summary>
    /// <param name="pictures">Pictures of the same identity, at least one.</param>
    /// <param name="options">Who it is; <see langword="null"/> for a new identity without a name.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>What came of each picture. Those that nothing speaks against are stored together, or none of them is.</returns>
    /// <exception cref="ArgumentException">There is no picture, the profile is unknown, or a text is empty or too long.</exception>
    /// <exception cref="ThresholdUnavailableException">The profile's model has no thresholds, by which identities are told apart.</exception>
    /// <exception cref="StoreException">The tenant or identity is unknown, the external key is taken, or the store fails; nothing was stored.</exception>
    /// <remarks>
    /// Enrolling the same pictures again adds nothing, so a run that was interrupted can simply be repeated. Two callers that enrol the same
    /// unknown face at the same moment under different names both succeed: whether a face is known is looked up before it is stored.
    /// </remarks>
    Task<EnrolmentResult> EnrollAsync(
        IReadOnlyList<EnrolmentPicture> pictures,
        EnrolmentOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Decides whether a picture shows the identity that it claims to show.</summary>
    /// <param name="identity">The claim.</param>
    /// <param name="image">The picture.</param>
    /// <param name="options">How strictly; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>The decision with its evidence.</returns>
    /// <exception cref="ThresholdUnavailableException">The model is not calibrated for the rate.</exception>
    /// <exception cref="StoreException">The tenant or identity is unknown, or the store fails.</exception>
    Task<ClaimResult> VerifyAsync(
        IdentityKey identity,
        ImageSource image,
        ClaimOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds out who is in a picture: somebody of the gallery, or nobody that is known.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">Among whom and how strictly; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>The decision, the candidates, and the rate of strangers that must be expected among them.</returns>
    /// <exception cref="ThresholdUnavailableException">The profile's model has no thresholds.</exception>
    /// <exception cref="StoreException">The tenant is unknown, or the store fails.</exception>
    /// <remarks>Exact, in memory; it sees every enrolment and erasure that was acknowledged before it began, by whichever process.</remarks>
    Task<IdentificationResult> IdentifyAsync(
        ImageSource image,
        IdentifyOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Remembers that a picture does not show an identity: pictures that look more like it than like the identity are not taken for the identity any more.</summary>
    /// <param name="identity">Who it is not.</param>
    /// <param name="image">The picture, usually one for which the identity was a wrong candidate.</param>
    /// <param name="options">How the picture is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels reading, waiting, and computing between its steps.</param>
    /// <returns>Whether it is remembered.</returns>
    /// <exception cref="StoreException">The tenant or identity is unknown, or the store fails.</exception>
    /// <remarks>The vector of the picture is kept with the identity, encrypted, and erased with it.</remarks>
    Task<RejectionResult> RejectAsync(
        IdentityKey identity,
        ImageSource image,
        RejectionOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Erases everything about an identity: its key, vectors, pictures, names, and what is in memory.</summary>
    /// <param name="identity">Whom.</param>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="profile">Its recognition profile.</param>
    /// <param name="actor">Who erases, for the audit: no personal data.</param>
    /// <param name="cancellationToken">Ends the wait; an erasure that has begun is completed, at the latest when the store is next opened.</param>
    /// <returns>What was erased, and that nothing is left: the store was asked again afterwards.</returns>
    /// <exception cref="StoreException">The tenant or identity is unknown, or the store fails.</exception>
    Task<ErasureReceipt> EraseAsync(
        IdentityKey identity,
        string tenant = StoreOptions.DefaultTenant,
        string profile = RecognitionProfiles.Faces,
        string actor = "application",
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists identities, page by page.</summary>
    /// <param name="query">Of which tenant and profile, with which tags, from where on; <see langword="null"/> for the first page of all faces.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page, and where the next one begins.</returns>
    /// <exception cref="StoreException">The tenant is unknown, or the store fails.</exception>
    Task<IdentityPage> ListIdentitiesAsync(IdentityQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Finds one identity.</summary>
    /// <param name="identity">Whom.</param>
    /// <param name="tenant">Its tenant.</param>
    /// <param name="profile">Its recognition profile; an id is found in every profile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The identity, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="StoreException">The tenant is unknown, or the store fails.</exception>
    Task<IdentityRecord?> FindIdentityAsync(
        IdentityKey identity,
        string tenant = StoreOptions.DefaultTenant,
        string profile = RecognitionProfiles.Faces,
        CancellationToken cancellationToken = default
    );

    /// <summary>Opens the store itself, for everything else: tenants, changes of identities, look-alikes, purges, audit, backups, keys.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The client's own store. The client disposes it.</returns>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    Task<VisionStore> OpenStoreAsync(CancellationToken cancellationToken = default);

    /// <summary>Loads models ahead of the first request, and tells which versions they are and where they run.</summary>
    /// <param name="slots">The slots to load; <see langword="null"/> for every configured one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The models, in the order of the slots.</returns>
    /// <exception cref="ArgumentException">A slot is not configured.</exception>
    Task<ImmutableArray<ModelUse>> WarmUpAsync(
        IReadOnlyCollection<string>? slots = null,
        CancellationToken cancellationToken = default
    );
}
