namespace VisionSdk.ML;

/// <summary>How probable one class is, as a model sees it.</summary>
/// <param name="ClassId">Index of the class in the model's labels.</param>
/// <param name="Label">Name of the class.</param>
/// <param name="Probability">In [0, 1].</param>
public readonly record struct Classification(int ClassId, string Label, float Probability);
