using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk;

/// <summary>
/// Names the space that an embedding lives in: a hash over the weights, the preprocessing, the aligner and the normalisation.
/// Embeddings of two spaces are never compared.
/// </summary>
/// <param name="Value">64 lower-case hexadecimal digits (SHA-256).</param>
public readonly record struct EmbeddingSpaceId(string Value)
{
    // Part of the hashed text: changing the text's form without changing this would orphan every stored embedding silently.
    private const string Form = "visionsdk-embedding-space/1";

    /// <summary>Computes the space of a model's embeddings.</summary>
    /// <param name="manifest">The manifest of an embedding model.</param>
    /// <returns>The space.</returns>
    /// <exception cref="ArgumentException">The manifest has no embedding settings: the model makes no embeddings.</exception>
    /// <remarks>
    /// Hashed is whatever changes a vector's values or their meaning: the SHA-256 of the weights, size, layout, colour order, scale,
    /// mean, standard deviation, resize rule, padding and region scale of the input, the output tensors, dimension, unit length,
    /// metric, aligner and chip padding. Not hashed is what leaves them as they are: id, version, description, provenance, labels,
    /// thresholds, golden run, the input tensor's name and the largest batch. A model that is only documented anew or calibrated anew
    /// therefore keeps its space, and stored embeddings stay valid.
    /// </remarks>
    public static EmbeddingSpaceId Compute(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var text = Describe(manifest);
        return new EmbeddingSpaceId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The first 12 digits, for people.</summary>
    /// <returns>A short text.</returns>
    public override string ToString() => Value is { Length: > 12 } ? Value[..12] : Value ?? string.Empty;

    /// <summary>The text that is hashed: one <c>name=value</c> per line, numbers in the invariant culture and the shortest form that round-trips.</summary>
    /// <param name="manifest">The manifest of an embedding model.</param>
    /// <returns>The text.</returns>
    internal static string Describe(ModelManifest manifest)
    {
        if (manifest.Embedding is not { } embedding)
        {
            throw new ArgumentException(
                $"The model '{manifest.Id}' is for {manifest.Task} and has no embedding settings, so it has no embedding space.",
                nameof(manifest)
            );
        }

        var input = manifest.Input;
        var text = new StringBuilder(640);
        text.Append(Form).Append('\n');
        Append(text, "weights", manifest.Artifact.Sha256.ToLowerInvariant());
        Append(text, "layout", input.Layout);
        Append(text, "width", input.Width);
        Append(text, "height", input.Height);
        Append(text, "size-multiple", input.SizeMultiple);
        Append(text, "color-order", input.ColorOrder);
        Append(text, "scale", input.Scale);
        Append(text, "mean", PerChannel(input.Mean, 0, input.Channels));
        Append(text, "standard-deviation", PerChannel(input.StandardDeviation, 1, input.Channels));
        Append(text, "resize", input.Resize);
        Append(text, "padding", input.Padding);
        Append(text, "padding-value", input.PaddingValue);
        Append(text, "region-scale", input.RegionScale);
        Append(text, "tensors", LengthPrefixed(manifest.Output.Tensors));
        Append(text, "dimension", embedding.Dimension);
        Append(text, "unit-length", embedding.UnitLength);
        Append(text, "metric", embedding.Metric);
        Append(text, "aligner", embedding.Aligner);
        Append(text, "chip-padding", embedding.ChipPadding);
        return text.ToString();
    }

    // Tensor names are free text: with their lengths in front, two different lists never give the same line.
    private static string LengthPrefixed(ImmutableArray<string> names) =>
        string.Concat(names.Select(static name => $"{name.Length}:{name};"));

    // An absent mean and a mean of zeros are the same preprocessing, and so must be the same space.
    private static string PerChannel(ImmutableArray<float> values, float absent, int channels) =>
        string.Join(
            ',',
            (values.IsDefaultOrEmpty ? Enumerable.Repeat(absent, channels) : values).Select(static value =>
                (value + 0f).ToString("R", CultureInfo.InvariantCulture)
            )
        );

    private static void Append<T>(StringBuilder text, string name, T value)
        where T : notnull => text.Append(CultureInfo.InvariantCulture, $"{name}={value}\n");
}
