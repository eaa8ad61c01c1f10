using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace VisionSdk.ML;

/// <summary>Says how probable each class is for a picture, or for an object in it.</summary>
/// <remarks>Thread-safe and synchronous; the work is done on the calling thread. Does not own the engine.</remarks>
public sealed class ImageClassifier
{
    private readonly Network<ClassificationSettings> _network;

    /// <summary>Uses a classification model.</summary>
    /// <param name="engine">The loaded model, which must stay open as long as this is used.</param>
    /// <exception cref="ArgumentException">The model is for another task, or its manifest names no classes.</exception>
    public ImageClassifier(InferenceEngine engine)
    {
        _network = new Network<ClassificationSettings>(engine);
        Labels = engine.Manifest.Labels;
        if (Labels.IsDefaultOrEmpty)
        {
            throw new ArgumentException(
                $"The manifest of model '{engine.Manifest.Id}' names no classes.",
                nameof(engine)
            );
        }
    }

    /// <summary>The model.</summary>
    public InferenceEngine Engine => _network.Engine;

    /// <summary>Names of the classes, in the order of <see cref="Classification.ClassId"/>.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>The smallest scale at which a picture can be decoded without losing anything for a box.</summary>
    /// <param name="box">The object's box, in pixels of the displayed source.</param>
    /// <returns>A scale in (0, 1], for <see cref="EncodedImage.Decode"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty.</exception>
    public float ScaleFor(BoundingBox box) => _network.ScaleFor(_network.RegionOf(box), _network.Input.Size);

    /// <summary>Classifies a picture, or an object in it.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="box">
    /// The object's box, in pixels of the displayed source; it is enlarged by <see cref="ModelInput.RegionScale"/>, and what then sticks out
    /// of the picture is padding. <see langword="null"/> takes the whole picture.
    /// </param>
    /// <param name="cancellationToken">Checked before the network runs.</param>
    /// <returns>Every class, most probable first; of equals the one with the lower index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty or not finite.</exception>
    /// <exception cref="ModelSignatureException">The network returns another number of values than the manifest has labels.</exception>
    /// <exception cref="ObjectDisposedException">The engine or the image is disposed.</exception>
    public ImmutableArray<Classification> Classify(
        DecodedImage image,
        BoundingBox? box = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        cancellationToken.ThrowIfCancellationRequested();
        using var slot = Engine.Rent();
        var region = box is { } given ? _network.RegionOf(given) : (BoundingBox?)null;
        _network.Preprocessor.Write(image, region, slot.InputSize, slot.Input(0));
        slot.Run(1);
        return Rank(_network.Vector(slot.Outputs(0), Labels.Length));
    }

    private ImmutableArray<Classification> Rank(ReadOnlySpan<float> scores)
    {
        var probabilities = scores.ToArray();
        switch (_network.Settings.Activation)
        {
            case ScoreActivation.Sigmoid:
                TensorPrimitives.Sigmoid(scores, probabilities);
                break;
            case ScoreActivation.Softmax:
                // The largest score is taken off first, so that the exponentials of large logits do not overflow.
                TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), probabilities);
                TensorPrimitives.SoftMax(probabilities, probabilities);
                break;
        }

        var ranked = ImmutableArray.CreateBuilder<Classification>(probabilities.Length);
        for (var i = 0; i < probabilities.Length; i++)
        {
            ranked.Add(new Classification(i, Labels[i], probabilities[i]));
        }

        ranked.Sort(
            static (left, right) =>
            {
                var order = right.Probability.CompareTo(left.Probability);
                return order != 0 ? order : left.ClassId.CompareTo(right.ClassId);
            }
        );
        return ranked.MoveToImmutable();
    }
}
