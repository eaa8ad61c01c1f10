namespace VisionSdk;

/// <summary>A grid of priors of one feature map.</summary>
/// <param name="Stride">Input pixels per cell.</param>
/// <param name="PriorsPerCell">How many priors stand in each cell.</param>
public readonly record struct PriorGrid(int Stride, int PriorsPerCell);
