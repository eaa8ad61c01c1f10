using Microsoft.ML.Data;

namespace VisionSdk.ML;

/// <summary>The most prominent face of one picture, and its way into columns.</summary>
/// <param name="Face">The face; <see langword="null"/> when none was found.</param>
/// <param name="Embedding">Its embedding; <see langword="null"/> when it could not be used.</param>
/// <param name="FacesFound">How many faces were found.</param>
internal sealed record EmbeddedFace(Detection? Face, Embedding? Embedding, int FacesFound)
{
    public static void CopyEmbedding(EmbeddedFace? found, int dimension, ref VBuffer<float> value) =>
        Values.CopyOrNaN(found?.Embedding is { } embedding ? embedding.Values.AsSpan() : [], dimension, ref value);

    public static void CopyBox(EmbeddedFace? found, ref VBuffer<float> value) =>
        Values.CopyOrNaN(found?.Face is { Box: var box } ? [box.X, box.Y, box.Width, box.Height] : [], 4, ref value);

    public static float ConfidenceOf(EmbeddedFace? found) => found?.Face?.Confidence ?? float.NaN;
}
