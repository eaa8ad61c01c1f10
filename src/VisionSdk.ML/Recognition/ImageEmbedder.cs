using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VisionSdk.ML;

/// <summary>Turns a picture, an object in it, or an aligned face into a vector of the model's space.</summary>
/// <remarks>
/// Thread-safe and synchronous; the work is done on the calling thread. Does not own the engine. Which overload is right is a matter of
/// the manifest's aligner; the other one throws, since its vectors would lie about their space.
/// </remarks>
public sealed class ImageEmbedder
{
    private readonly Network<EmbeddingOutputSettings> _network;

    /// <summary>Uses an embedding model.</summary>
    /// <param name="engine">The loaded model, which must stay open as long as this is used.</param>
    /// <exception cref="ArgumentException">The model is for another task.</exception>
    public ImageEmbedder(InferenceEngine engine)
    {
        _network = new Network<EmbeddingOutputSettings>(engine);
        Settings = engine.Manifest.Embedding!;
        Space = engine.Package.Space!.Value;
    }

    /// <summary>The model.</summary>
    public InferenceEngine Engine => _network.Engine;

    /// <summary>What the vectors mean.</summary>
    public EmbeddingSettings Settings { get; }

    /// <summary>The space that the vectors live in.</summary>
    public EmbeddingSpaceId Space { get; }

    /// <summary>Whether the model's input is a chip that is aligned by landmarks, rather than a box or the whole picture.</summary>
    public bool IsAligned => Settings.Aligner is FaceAligner.Dlib68 or FaceAligner.ArcFace5;

    /// <summary>Size of the network's input, in pixels.</summary>
    public ImageSize InputSize => _network.Input.Size;

    /// <summary>The smallest scale at which a picture can be decoded without losing anything for a box.</summary>
    /// <param name="box">The object's box, in pixels of the displayed source.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty.</exception>
    public float ScaleFor(BoundingBox box) => _network.ScaleFor(_network.RegionOf(box), InputSize);

    /// <summary>The smallest scale at which a picture can be decoded without losing anything for a chip.</summary>
    /// <param name="chipToImage">Where the chip lies, in pixels of the displayed source.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>.</returns>
    public static float ScaleFor(SimilarityTransform chipToImage) => MathF.Min(1 / chipToImage.Scale, 1);

    /// <summary>Embeds a picture, or an object in it, with a model that is not aligned.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="box">
    /// The object's box, in pixels of the displayed source; it is enlarged by <see cref="ModelInput.RegionScale"/>, and what then sticks out
    /// of the picture is padding. <see langword="null"/> takes the whole picture.
    /// </param>
    /// <param name="cancellationToken">Checked before the network runs.</param>
    /// <returns>The embedding, of unit length where the manifest says so.</returns>
    /// <exception cref="InvalidOperationException">The model wants aligned chips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty or not finite.</exception>
    /// <exception cref="DegenerateEmbeddingException">The vector has no direction or is not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    public Embedding Embed(DecodedImage image, BoundingBox? box = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfAligned(expected: false);
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = Engine.Rent();
        WriteBox(slot, 0, image, box);
        slot.Run(1);
        return Read(slot, 0);
    }

    /// <summary>Embeds a chip, such as an aligned face.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="chipToImage">Where the chip lies, in pixels of the displayed source; see <see cref="FaceAlignment"/>.</param>
    /// <param name="cancellationToken">Checked before the network runs.</param>
    /// <returns>The embedding, of unit length where the manifest says so.</returns>
    /// <exception cref="InvalidOperationException">The model does not want aligned chips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The transform is not finite.</exception>
    /// <exception cref="DegenerateEmbeddingException">The vector has no direction or is not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    public Embedding Embed(
        DecodedImage image,
        SimilarityTransform chipToImage,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfAligned(expected: true);
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = Engine.Rent();
        WriteChip(slot, 0, image, chipToImage);
        slot.Run(1);
        return Read(slot, 0);
    }

    /// <summary>Embeds several objects of one picture, in batches where the model takes them.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="boxes">The objects' boxes, as for <see cref="Embed(DecodedImage, BoundingBox?, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Checked before each run of the network.</param>
    /// <returns>The embedding of each object.</returns>
    /// <exception cref="InvalidOperationException">The model wants aligned chips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A box is empty or not finite.</exception>
    /// <exception cref="DegenerateEmbeddingException">A vector has no direction or is not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    public ImmutableArray<Embedding> EmbedMany(
        DecodedImage image,
        ReadOnlySpan<BoundingBox> boxes,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfAligned(expected: false);
        return InBatches(boxes, (slot, item, box) => WriteBox(slot, item, image, box), Read, cancellationToken);
    }

    /// <summary>Embeds several chips of one picture, in batches where the model takes them.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="chipsToImage">Where the chips lie, in pixels of the displayed source; see <see cref="FaceAlignment"/>.</param>
    /// <param name="cancellationToken">Checked before each run of the network.</param>
    /// <returns>The embedding of each chip.</returns>
    /// <exception cref="InvalidOperationException">The model does not want aligned chips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A transform is not finite.</exception>
    /// <exception cref="DegenerateEmbeddingException">A vector has no direction or is not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest says.</exception>
    public ImmutableArray<Embedding> EmbedMany(
        DecodedImage image,
        ReadOnlySpan<SimilarityTransform> chipsToImage,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        ThrowIfAligned(expected: true);
        return InBatches(
            chipsToImage,
            (slot, item, chip) => WriteChip(slot, item, image, chip),
            Read,
            cancellationToken
        );
    }

    /// <summary>As <see cref="EmbedMany(DecodedImage, ReadOnlySpan{SimilarityTransform}, CancellationToken)"/>, but with <see langword="null"/> for a vector without direction.</summary>
    internal ImmutableArray<Embedding?> TryEmbedMany(
        DecodedImage image,
        ReadOnlySpan<SimilarityTransform> chipsToImage,
        CancellationToken cancellationToken
    ) => InBatches(chipsToImage, (slot, item, chip) => WriteChip(slot, item, image, chip), TryRead, cancellationToken);

    /// <summary>As <see cref="EmbedMany(DecodedImage, ReadOnlySpan{BoundingBox}, CancellationToken)"/>, but with <see langword="null"/> for a vector without direction.</summary>
    internal ImmutableArray<Embedding?> TryEmbedMany(
        DecodedImage image,
        ReadOnlySpan<BoundingBox> boxes,
        CancellationToken cancellationToken
    ) => InBatches(boxes, (slot, item, box) => WriteBox(slot, item, image, box), TryRead, cancellationToken);

    /// <summary>Embeds one object, or the whole, of each of several pictures; <see langword="null"/> for a vector without direction.</summary>
    internal ImmutableArray<Embedding?> TryEmbedEach(
        IReadOnlyList<DecodedImage> images,
        ReadOnlySpan<BoundingBox?> boxes,
        CancellationToken cancellationToken
    )
    {
        ThrowIfAligned(expected: false);
        var parts = new (DecodedImage Image, BoundingBox? Box)[boxes.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (images[i], boxes[i]);
        }

        return InBatches<(DecodedImage Image, BoundingBox? Box), Embedding?>(
            parts,
            (slot, item, part) => WriteBox(slot, item, part.Image, part.Box),
            TryRead,
            cancellationToken
        );
    }

    private ImmutableArray<TResult> InBatches<T, TResult>(
        ReadOnlySpan<T> parts,
        Action<InferenceSlot, int, T> write,
        Func<InferenceSlot, int, TResult> read,
        CancellationToken cancellationToken
    )
    {
        var results = ImmutableArray.CreateBuilder<TResult>(parts.Length);
        using var slot = Engine.Rent();
        while (results.Count < parts.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = results.Count;
            var batch = Math.Min(slot.MaxBatch, parts.Length - start);
            for (var item = 0; item < batch; item++)
            {
                write(slot, item, parts[start + item]);
            }

            slot.Run(batch);
            for (var item = 0; item < batch; item++)
            {
                results.Add(read(slot, item));
            }
        }

        return results.MoveToImmutable();
    }

    private void WriteBox(InferenceSlot slot, int item, DecodedImage image, BoundingBox? box)
    {
        var region = box is { } given ? _network.RegionOf(given) : (BoundingBox?)null;
        _network.Preprocessor.Write(image, region, slot.InputSize, slot.Input(item));
    }

    private void WriteChip(InferenceSlot slot, int item, DecodedImage image, SimilarityTransform chipToImage) =>
        _network.Preprocessor.WriteAligned(image, chipToImage, slot.InputSize, slot.Input(item));

    private Embedding Read(InferenceSlot slot, int item)
    {
        var values = _network.Vector(slot.Outputs(item), Settings.Dimension).ToArray();
        if (Settings.UnitLength)
        {
            Embedding.Normalize(values);
        }
        else if (Array.Exists(values, static value => !float.IsFinite(value)))
        {
            throw new DegenerateEmbeddingException(
                $"Model '{Engine.Manifest.Id}' returned a vector that is not finite; do not store it."
            );
        }

        return new Embedding(Space, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private Embedding? TryRead(InferenceSlot slot, int item)
    {
        try
        {
            return Read(slot, item);
        }
        catch (DegenerateEmbeddingException)
        {
            // One face that gives the network nothing to describe must not take the others of the picture with it.
            return null;
        }
    }

    private void ThrowIfAligned(bool expected)
    {
        if (IsAligned != expected)
        {
            throw new InvalidOperationException(
                IsAligned
                    ? $"Model '{Engine.Manifest.Id}' wants chips of the aligner {Settings.Aligner}: estimate their transform from landmarks with FaceAlignment, or use FacePipeline."
                    : $"Model '{Engine.Manifest.Id}' has the aligner {Settings.Aligner}: pass a box, or the whole picture."
            );
        }
    }
}
