namespace VisionSdk;

/// <summary>Something about a model package that looks wrong, with what was seen and what would mend it.</summary>
/// <param name="Id">Name of the kind of finding, such as <c>color-order</c>; it never changes.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Evidence">What was measured.</param>
/// <param name="Change">The change of the manifest that would mend it, such as <c>input.colorOrder: BGR</c>; <see langword="null"/> when none is known.</param>
public sealed record ModelFinding(
    string Id,
    FindingSeverity Severity,
    string Message,
    string Evidence,
    string? Change = null
);
