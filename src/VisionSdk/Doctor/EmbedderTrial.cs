using System.Numerics.Tensors;

namespace VisionSdk;

/// <summary>The vectors of subjects and of their moved copies under one reading of the input.</summary>
internal sealed record EmbedderTrial(string Id, string Change, RecordedRun[] Plain, RecordedRun[] Moved)
{
    private readonly double[] _separations =
    [
        .. Enumerable.Range(0, Plain.Length).Select(i => Own(Plain, Moved, i) - Others(Plain, i)),
    ];

    /// <summary>Mean similarity of a subject with its moved copy.</summary>
    public double Within => Enumerable.Range(0, Plain.Length).Average(i => Own(Plain, Moved, i));

    /// <summary>Mean similarity of a subject with the others.</summary>
    public double Between => Enumerable.Range(0, Plain.Length).Average(i => Others(Plain, i));

    public double Separation => _separations.Average();

    /// <summary>How many subjects this reading tells apart better than another.</summary>
    public int WinsOver(EmbedderTrial other) =>
        _separations.Zip(other._separations).Count(static pair => pair.First > pair.Second + 0.01);

    private static double Own(RecordedRun[] plain, RecordedRun[] moved, int i) => Similarity(plain[i], moved[i]);

    private static double Others(RecordedRun[] plain, int i) =>
        plain.Where((_, j) => j != i).Average(other => Similarity(plain[i], other));

    private static double Similarity(RecordedRun first, RecordedRun second)
    {
        var cosine = TensorPrimitives.CosineSimilarity(first.Values(0), second.Values(0));
        return float.IsFinite(cosine) ? cosine : 1;
    }
}
