using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Detects, analyses, embeds and verifies with versioned models.</summary>
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
/// <see cref="VisionBusyException"/>, <see cref="VisionTimeoutException"/>, <see cref="OperationCanceledException"/> (the caller's token, never
/// wrapped) and <see cref="ObjectDisposedException"/>. Disposal lets running operations finish and then frees the models;
/// <see cref="IAsyncDisposable.DisposeAsync"/> waits for that, <see cref="IDisposable.Dispose"/> does not.
/// </para>
/// </remarks>
public interface IVisionClient : IAsyncDisposable, IDisposable
{
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
