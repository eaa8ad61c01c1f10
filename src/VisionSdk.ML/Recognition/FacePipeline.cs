using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>From a picture to faces with landmarks and embeddings: detector, landmarks in two passes, aligner, embedder.</summary>
/// <remarks>
/// <para>Thread-safe and synchronous; the work is done on the calling thread. Does not own the models.</para>
/// <para>
/// The picture is decoded no larger than the detector needs, and again, larger, only when a face has fewer pixels there than the
/// landmark or embedding network takes. Landmarks are located twice, each time in a square that shows the face upright: first one by
/// the detector's box and eyes, whose convention is another one with every detector, then one that follows from the first landmarks and
/// is therefore the same with all of them.
/// </para>
/// </remarks>
public sealed class FacePipeline
{
    private readonly ObjectDetector _detector;
    private readonly KeypointLocator? _landmarks;
    private readonly ImageEmbedder? _embedder;

    /// <summary>Puts models together.</summary>
    /// <param name="detector">Finds the faces.</param>
    /// <param name="landmarks">A model of 68 landmarks; <see langword="null"/> for none.</param>
    /// <param name="embedder">An embedding model; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">
    /// The landmark model does not locate 68 points, or the embedder is aligned by landmarks that no model of the pipeline locates.
    /// </exception>
    public FacePipeline(ObjectDetector detector, KeypointLocator? landmarks = null, ImageEmbedder? embedder = null)
    {
        ArgumentNullException.ThrowIfNull(detector);
        if (landmarks is not null && landmarks.Count != FaceLandmarks68.Count)
        {
            throw new ArgumentException(
                $"Model '{landmarks.Engine.Manifest.Id}' locates {landmarks.Count} points; faces are aligned by {FaceLandmarks68.Count}.",
                nameof(landmarks)
            );
        }

        var hasPoints =
            landmarks is not null
            || (embedder?.Settings.Aligner == FaceAligner.ArcFace5 && detector.KeypointsPerBox == 5);
        if (embedder is { IsAligned: true } && !hasPoints)
        {
            throw new ArgumentException(
                $"Model '{embedder.Engine.Manifest.Id}' is aligned by landmarks ({embedder.Settings.Aligner}); pass a landmark model too.",
                nameof(landmarks)
            );
        }

        _detector = detector;
        _landmarks = landmarks;
        _embedder = embedder;
    }

    /// <summary>Finds and describes the faces of a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">How strictly to look, and how many faces at most; <see langword="null"/> takes <see cref="DetectionOptions.Default"/>.</param>
    /// <param name="cancellationToken">Checked before each run of a network.</param>
    /// <returns>The faces, by falling confidence.</returns>
    /// <exception cref="ImageDecodeException">The data are damaged.</exception>
    /// <exception cref="ObjectDisposedException">An engine or the image is disposed.</exception>
    public ImmutableArray<Face> Analyze(
        EncodedImage image,
        DetectionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var progressive = new ProgressiveImage(image);
        var detections = Detect(progressive, options, cancellationToken);
        return Describe(progressive, detections, cancellationToken);
    }

    /// <summary>The first half: finds faces, so that the caller can choose which to describe.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">How strictly; <see langword="null"/> takes <see cref="DetectionOptions.Default"/>.</param>
    /// <param name="cancellationToken">Checked before the network runs.</param>
    /// <returns>The faces, by falling confidence.</returns>
    /// <exception cref="ImageDecodeException">The data are damaged.</exception>
    /// <exception cref="ObjectDisposedException">An engine or the image is disposed.</exception>
    public ImmutableArray<Detection> Detect(
        ProgressiveImage image,
        DetectionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        var scale = _detector.ScaleFor(image.SourceSize, options);
        return _detector.Detect(image.AtLeast(scale), options, cancellationToken);
    }

    /// <summary>The second half: landmarks and embeddings of faces that were found.</summary>
    /// <param name="image">The same picture.</param>
    /// <param name="detections">The faces, all of them or some.</param>
    /// <param name="cancellationToken">Checked before each run of a network.</param>
    /// <returns>A face for each detection, in the same order.</returns>
    /// <exception cref="ImageDecodeException">The data are damaged.</exception>
    /// <exception cref="ObjectDisposedException">An engine or the image is disposed.</exception>
    public ImmutableArray<Face> Describe(
        ProgressiveImage image,
        ImmutableArray<Detection> detections,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        if (detections.IsDefaultOrEmpty)
        {
            return [];
        }

        var landmarks = LocateLandmarks(image, detections, cancellationToken);
        var embeddings = Embed(image, detections, landmarks, cancellationToken);
        var faces = ImmutableArray.CreateBuilder<Face>(detections.Length);
        for (var i = 0; i < detections.Length; i++)
        {
            faces.Add(
                new Face(
                    detections[i],
                    landmarks.IsEmpty ? [] : landmarks[i],
                    embeddings.IsEmpty ? null : embeddings[i]
                )
            );
        }

        return faces.MoveToImmutable();
    }

    private ImmutableArray<ImmutableArray<Keypoint>> LocateLandmarks(
        ProgressiveImage image,
        ImmutableArray<Detection> detections,
        CancellationToken cancellationToken
    )
    {
        if (_landmarks is null)
        {
            return [];
        }

        var regions = new UprightSquare[detections.Length];
        for (var i = 0; i < regions.Length; i++)
        {
            regions[i] = UprightSquare.Of(detections[i]);
        }

        var first = LocateLandmarks(image, regions, cancellationToken);
        for (var i = 0; i < regions.Length; i++)
        {
            regions[i] = regions[i].Refine(first[i].AsSpan());
        }

        return LocateLandmarks(image, regions, cancellationToken);
    }

    private ImmutableArray<ImmutableArray<Keypoint>> LocateLandmarks(
        ProgressiveImage image,
        UprightSquare[] regions,
        CancellationToken cancellationToken
    )
    {
        var chips = new SimilarityTransform[regions.Length];
        for (var i = 0; i < chips.Length; i++)
        {
            chips[i] = regions[i].ChipToImage(_landmarks!.InputSize);
        }

        return _landmarks!.LocateMany(AtScaleOf(image, chips, ImageEmbedder.ScaleFor), chips, cancellationToken);
    }

    private ImmutableArray<Embedding?> Embed(
        ProgressiveImage image,
        ImmutableArray<Detection> detections,
        ImmutableArray<ImmutableArray<Keypoint>> landmarks,
        CancellationToken cancellationToken
    )
    {
        if (_embedder is null)
        {
            return [];
        }

        if (!_embedder.IsAligned)
        {
            var boxes = Boxes(detections);
            return _embedder.TryEmbedMany(AtScaleOf(image, boxes, _embedder.ScaleFor), boxes, cancellationToken);
        }

        var chips = new List<SimilarityTransform>(detections.Length);
        var owners = new List<int>(detections.Length);
        for (var i = 0; i < detections.Length; i++)
        {
            var points = landmarks.IsEmpty ? detections[i].Keypoints : landmarks[i];
            if (TryAlign(points.AsSpan(), out var chipToImage))
            {
                chips.Add(chipToImage);
                owners.Add(i);
            }
        }

        return EmbedChips(image, [.. chips], owners, detections.Length, cancellationToken);
    }

    private bool TryAlign(ReadOnlySpan<Keypoint> points, out SimilarityTransform chipToImage) =>
        FaceAlignment.TryEstimateChipToImage(
            points,
            _embedder!.Settings.Aligner,
            _embedder.InputSize,
            _embedder.Settings.ChipPadding,
            out chipToImage
        );

    private ImmutableArray<Embedding?> EmbedChips(
        ProgressiveImage image,
        SimilarityTransform[] chips,
        List<int> owners,
        int count,
        CancellationToken cancellationToken
    )
    {
        var embeddings = new Embedding?[count];
        if (chips.Length > 0)
        {
            var embedded = _embedder!.TryEmbedMany(
                AtScaleOf(image, chips, ImageEmbedder.ScaleFor),
                chips,
                cancellationToken
            );
            for (var i = 0; i < embedded.Length; i++)
            {
                embeddings[owners[i]] = embedded[i];
            }
        }

        return [.. embeddings];
    }

    /// <summary>The picture with the detail that the most demanding part needs: one decode for all of them.</summary>
    private static DecodedImage AtScaleOf<T>(ProgressiveImage image, T[] parts, Func<T, float> scaleFor)
    {
        var scale = 0f;
        foreach (var part in parts)
        {
            scale = MathF.Max(scale, scaleFor(part));
        }

        return image.AtLeast(scale);
    }

    private static BoundingBox[] Boxes(ImmutableArray<Detection> detections)
    {
        var boxes = new BoundingBox[detections.Length];
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = detections[i].Box;
        }

        return boxes;
    }
}
