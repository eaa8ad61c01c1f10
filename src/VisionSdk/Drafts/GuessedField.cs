namespace VisionSdk;

/// <summary>One field of a manifest, as far as an ONNX file tells.</summary>
/// <param name="Field">Path of the field, such as <c>input.colorOrder</c>.</param>
/// <param name="Value">What is guessed, as JSON would show it; <see langword="null"/> when there is nothing to write.</param>
/// <param name="Confidence">How well it is founded.</param>
/// <param name="Reason">Why, in words: what was seen in the file, or what to check.</param>
public sealed record GuessedField(string Field, string? Value, GuessConfidence Confidence, string Reason)
{
    /// <summary>Whether somebody who knows the model should look at the field before it is used.</summary>
    public bool NeedsReview => Confidence is GuessConfidence.Unknown or GuessConfidence.Assumed;
}
