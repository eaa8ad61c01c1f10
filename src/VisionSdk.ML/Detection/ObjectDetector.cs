using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>Finds objects, or faces, with any detection model: preprocessing, network, decoder and suppression as its manifest says.</summary>
/// <remarks>Thread-safe and synchronous; the work is done on the calling thread. Does not own the engine. Beyond the result nearly nothing is allocated.</remarks>
public sealed class ObjectDetector
{
    private readonly Network<DetectorSettings> _network;
    private readonly IDetectionDecoder _decoder;
    private readonly LabelTable _labels;
    private readonly ConcurrentQueue<DetectionScratch> _scratches = new();

    /// <summary>Uses a detection model.</summary>
    /// <param name="engine">The loaded model, which must stay open as long as this is used.</param>
    /// <exception cref="ArgumentException">The model is for another task.</exception>
    public ObjectDetector(InferenceEngine engine)
    {
        _network = new Network<DetectorSettings>(engine);
        _decoder = DetectionDecoders.Create(_network.Settings);
        _labels = new LabelTable(engine.Manifest, _network.Settings.ClassCount);
    }

    /// <summary>The model.</summary>
    public InferenceEngine Engine => _network.Engine;

    /// <summary>Names of the classes, in the order of <see cref="Detection.ClassId"/>.</summary>
    public ImmutableArray<string> Labels => _labels.Labels;

    /// <summary>How many keypoints each detection carries.</summary>
    public int KeypointsPerBox => _decoder.KeypointsPerBox;

    /// <summary>The smallest scale at which a picture can be decoded without losing anything for this detector.</summary>
    /// <param name="imageSize">Size of the displayed picture, in pixels.</param>
    /// <param name="options">The options that it will be searched with.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>.</returns>
    public float ScaleFor(ImageSize imageSize, DetectionOptions? options = null) =>
        _network.ScaleFor(
            new BoundingBox(0, 0, imageSize.Width, imageSize.Height),
            options?.InputSize ?? _network.Input.Size
        );

    /// <summary>Searches one picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="options">How strictly; <see langword="null"/> takes <see cref="DetectionOptions.Default"/>.</param>
    /// <param name="cancellationToken">Checked before the network runs; a run is not interrupted.</param>
    /// <returns>
    /// What was found, by falling confidence. Boxes are in pixels of the displayed source and clipped to it; keypoints may lie outside.
    /// </returns>
    /// <exception cref="ArgumentException">A label of the options is not the model's, or a value is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the image is disposed.</exception>
    public ImmutableArray<Detection> Detect(
        DecodedImage image,
        DetectionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= DetectionOptions.Default;
        var criteria = DetectionCriteria.From(options, _network.Settings, _labels);
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = Engine.Rent(options.InputSize);
        var placement = _network.Preprocessor.Write(image, region: null, slot.InputSize, slot.Input(0));
        slot.Run(1);
        return Read(slot, 0, placement, image.SourceSize, criteria);
    }

    /// <summary>Searches several pictures, in batches where the model takes them.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="options">How strictly; <see langword="null"/> takes <see cref="DetectionOptions.Default"/>.</param>
    /// <param name="cancellationToken">Checked before each run of the network.</param>
    /// <returns>What was found in each picture, as by <see cref="Detect"/>.</returns>
    /// <exception cref="ArgumentException">A label of the options is not the model's, or a value is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The engine or an image is disposed.</exception>
    public ImmutableArray<ImmutableArray<Detection>> DetectMany(
        IReadOnlyList<DecodedImage> images,
        DetectionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= DetectionOptions.Default;
        var criteria = DetectionCriteria.From(options, _network.Settings, _labels);
        var results = ImmutableArray.CreateBuilder<ImmutableArray<Detection>>(images.Count);
        using var slot = Engine.Rent(options.InputSize);
        var placements = new Letterbox[slot.MaxBatch];
        while (results.Count < images.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = results.Count;
            var batch = Math.Min(slot.MaxBatch, images.Count - start);
            for (var item = 0; item < batch; item++)
            {
                placements[item] = _network.Preprocessor.Write(
                    images[start + item],
                    region: null,
                    slot.InputSize,
                    slot.Input(item)
                );
            }

            slot.Run(batch);
            for (var item = 0; item < batch; item++)
            {
                results.Add(Read(slot, item, placements[item], images[start + item].SourceSize, criteria));
            }
        }

        return results.MoveToImmutable();
    }

    private ImmutableArray<Detection> Read(
        InferenceSlot slot,
        int item,
        Letterbox placement,
        ImageSize imageSize,
        in DetectionCriteria criteria
    )
    {
        var scratch = _scratches.TryDequeue(out var idle) ? idle : new DetectionScratch(_decoder.KeypointsPerBox);
        try
        {
            scratch.Candidates.Clear();
            _decoder.Decode(slot.Outputs(item), slot.InputSize, criteria.MinConfidence, scratch.Candidates);
            scratch.Suppress(_network.Settings, criteria);
            return Collect(scratch, placement, imageSize, criteria);
        }
        finally
        {
            _scratches.Enqueue(scratch);
        }
    }

    private ImmutableArray<Detection> Collect(
        DetectionScratch scratch,
        Letterbox placement,
        ImageSize imageSize,
        in DetectionCriteria criteria
    )
    {
        var candidates = scratch.Candidates;
        var found = ImmutableArray.CreateBuilder<Detection>(Math.Min(scratch.Kept.Length, criteria.MaxDetections));
        for (var i = 0; i < scratch.Kept.Length && found.Count < criteria.MaxDetections; i++)
        {
            var index = scratch.Kept[i];
            var classId = candidates.ClassIds[index];
            var box = placement.ToSource(candidates.Boxes[index]).Clip(imageSize);
            if (box.IsEmpty || (criteria.Classes is { } wanted && !wanted[classId]))
            {
                // Nothing of a box that lies in the padding is in the picture.
                continue;
            }

            var keypoints = ToSource(candidates.Keypoints(index), placement);
            found.Add(
                new Detection(box, scratch.KeptConfidences[i], classId, _labels[classId]) { Keypoints = keypoints }
            );
        }

        return found.DrainToImmutable();
    }

    private static ImmutableArray<Keypoint> ToSource(ReadOnlySpan<Keypoint> keypoints, Letterbox placement)
    {
        if (keypoints.IsEmpty)
        {
            return [];
        }

        var mapped = ImmutableArray.CreateBuilder<Keypoint>(keypoints.Length);
        foreach (var keypoint in keypoints)
        {
            mapped.Add(placement.ToSource(keypoint));
        }

        return mapped.MoveToImmutable();
    }
}
