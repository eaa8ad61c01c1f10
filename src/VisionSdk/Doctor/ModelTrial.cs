namespace VisionSdk;

/// <summary>The model under another reading of its input or output, compared with the manifest's.</summary>
/// <param name="Change">What was changed in the manifest, such as <c>input.colorOrder: BGR</c>; empty for the manifest as it is.</param>
/// <param name="Score">
/// How well it does without anybody's labels. Detectors: the sum, over the photos, of how surely the same objects are found again when the photo is moved and made smaller.
/// Embedders: how much nearer a picture is to its moved copy than to other pictures, in cosine similarity.
/// </param>
/// <param name="Wins">In how many photos, or for how many subjects, it does clearly better than the manifest as it is.</param>
public sealed record ModelTrial(string Change, double Score, int Wins)
{
    /// <summary>How much surer it is of the same objects, in log-odds of their confidence, averaged; 0 for embedders and for the manifest as it is.</summary>
    public double Gain { get; init; }

    /// <summary>Standard error of <see cref="Gain"/>.</summary>
    public double GainError { get; init; }

    /// <summary>How many objects were compared for <see cref="Gain"/>.</summary>
    public int Objects { get; init; }
}
