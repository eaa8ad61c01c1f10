namespace VisionSdk;

/// <summary>How probable one class is, as a model sees it.</summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Probability">In [0, 1].</param>
public readonly record struct ClassProbability(string Label, float Probability);
