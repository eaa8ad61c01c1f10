using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>Locates a fixed number of keypoints of an object: facial landmarks, a face mesh, a body pose.</summary>
/// <remarks>Thread-safe and synchronous; the work is done on the calling thread. Does not own the engine.</remarks>
public sealed class KeypointLocator
{
    private readonly Network<KeypointSettings> _network;

    /// <summary>Uses a keypoint model.</summary>
    /// <param name="engine">The loaded model, which must stay open as long as this is used.</param>
    /// <exception cref="ArgumentException">The model is for another task.</exception>
    public KeypointLocator(InferenceEngine engine) => _network = new Network<KeypointSettings>(engine);

    /// <summary>The model.</summary>
    public InferenceEngine Engine => _network.Engine;

    /// <summary>How many keypoints are located.</summary>
    public int Count => _network.Settings.Count;

    /// <summary>Size of the network's input, in pixels.</summary>
    public ImageSize InputSize => _network.Input.Size;

    /// <summary>The smallest scale at which a picture can be decoded without losing anything for a box.</summary>
    /// <param name="box">The object's box, in pixels of the displayed source.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty.</exception>
    public float ScaleFor(BoundingBox box) => _network.ScaleFor(_network.RegionOf(box), _network.Input.Size);

    /// <summary>Locates the keypoints of one object.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="box">
    /// The object's box, in pixels of the displayed source; it is enlarged by <see cref="ModelInput.RegionScale"/>, and what then sticks out
    /// of the picture is padding. <see langword="null"/> takes the whole picture.
    /// </param>
    /// <param name="cancellationToken">Checked before the network runs.</param>
    /// <returns>The keypoints in the model's order, in pixels of the displayed source; they may lie outside the box and the picture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty or not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the image is disposed.</exception>
    public ImmutableArray<Keypoint> Locate(
        DecodedImage image,
        BoundingBox? box = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = Engine.Rent();
        var placement = Write(slot, 0, image, box);
        slot.Run(1);
        return Read(slot, 0, placement.ToSource);
    }

    /// <summary>Locates the keypoints of several objects of one picture, in batches where the model takes them.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="boxes">The objects' boxes, as for <see cref="Locate"/>.</param>
    /// <param name="cancellationToken">Checked before each run of the network.</param>
    /// <returns>The keypoints of each object.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A box is empty or not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the image is disposed.</exception>
    public ImmutableArray<ImmutableArray<Keypoint>> LocateMany(
        DecodedImage image,
        ReadOnlySpan<BoundingBox> boxes,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        return LocateAll(boxes, (slot, item, _, box) => Write(slot, item, image, box).ToSource, cancellationToken);
    }

    /// <summary>Locates the keypoints of several objects of one picture that may be turned, each in a chip that shows it upright.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="chips">
    /// Where each chip lies: maps continuous coordinates of the network's input to those of the displayed source, as for
    /// <see cref="ImagePreprocessor.WriteAligned"/>. <see cref="ModelInput.RegionScale"/> is not applied.
    /// </param>
    /// <param name="cancellationToken">Checked before each run of the network.</param>
    /// <returns>The keypoints of each object, in pixels of the displayed source.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A transform is not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the image is disposed.</exception>
    public ImmutableArray<ImmutableArray<Keypoint>> LocateMany(
        DecodedImage image,
        ReadOnlySpan<SimilarityTransform> chips,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        return LocateAll(
            chips,
            (slot, item, _, chip) =>
            {
                _network.Preprocessor.WriteAligned(image, chip, slot.InputSize, slot.Input(item));
                return point => Map(chip, point);
            },
            cancellationToken
        );
    }

    /// <summary>Locates the keypoints of one object in each of several pictures, in batches where the model takes them.</summary>
    internal ImmutableArray<ImmutableArray<Keypoint>> LocateEach(
        IReadOnlyList<DecodedImage> images,
        ReadOnlySpan<BoundingBox?> boxes,
        CancellationToken cancellationToken
    ) =>
        LocateAll(boxes, (slot, item, index, box) => Write(slot, item, images[index], box).ToSource, cancellationToken);

    /// <summary>Runs places in batches.</summary>
    /// <param name="places">Where the objects are.</param>
    /// <param name="write">Given slot, item, index and place, writes the item's input, and returns how its keypoints come back to the source.</param>
    /// <param name="cancellationToken">Checked before each run.</param>
    private ImmutableArray<ImmutableArray<Keypoint>> LocateAll<TPlace>(
        ReadOnlySpan<TPlace> places,
        Func<InferenceSlot, int, int, TPlace, Func<Keypoint, Keypoint>> write,
        CancellationToken cancellationToken
    )
    {
        var results = ImmutableArray.CreateBuilder<ImmutableArray<Keypoint>>(places.Length);
        using var slot = Engine.Rent();
        var toSource = new Func<Keypoint, Keypoint>[slot.MaxBatch];
        while (results.Count < places.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = results.Count;
            var batch = Math.Min(slot.MaxBatch, places.Length - start);
            for (var item = 0; item < batch; item++)
            {
                toSource[item] = write(slot, item, start + item, places[start + item]);
            }

            slot.Run(batch);
            for (var item = 0; item < batch; item++)
            {
                results.Add(Read(slot, item, toSource[item]));
            }
        }

        return results.MoveToImmutable();
    }

    private static Keypoint Map(SimilarityTransform chipToImage, Keypoint point)
    {
        var (x, y) = chipToImage.Map(point.X, point.Y);
        return point with { X = x, Y = y };
    }

    private Letterbox Write(InferenceSlot slot, int item, DecodedImage image, BoundingBox? box)
    {
        var region = box is { } given ? _network.RegionOf(given) : (BoundingBox?)null;
        return _network.Preprocessor.Write(image, region, slot.InputSize, slot.Input(item));
    }

    private ImmutableArray<Keypoint> Read(InferenceSlot slot, int item, Func<Keypoint, Keypoint> toSource)
    {
        var settings = _network.Settings;
        var values = _network.Vector(slot.Outputs(item), settings.Count * settings.Dimensions);
        var (unitX, unitY) = settings.Normalized ? (slot.InputSize.Width, slot.InputSize.Height) : (1, 1);
        var (x, y) = settings.YBeforeX ? (1, 0) : (0, 1);
        var keypoints = ImmutableArray.CreateBuilder<Keypoint>(settings.Count);
        for (var i = 0; i < values.Length; i += settings.Dimensions)
        {
            var confidence = settings.HasConfidence ? values[i + 2] : 1;
            var onCanvas = new Keypoint(values[i + x] * unitX, values[i + y] * unitY, confidence);
            keypoints.Add(toSource(onCanvas));
        }

        return keypoints.MoveToImmutable();
    }
}
