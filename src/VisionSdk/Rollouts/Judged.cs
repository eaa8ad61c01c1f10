using System.Collections.Immutable;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>A result, and the faces that it rests on where they are to be kept.</summary>
internal readonly record struct Judged<TResult>(TResult Result, ImmutableArray<FaceCrop> Crops);
