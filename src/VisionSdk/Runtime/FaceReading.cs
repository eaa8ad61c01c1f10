using System.Collections.Immutable;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>What a face chain saw.</summary>
/// <param name="Status">Whether the chosen faces could be used.</param>
/// <param name="FacesFound">How many faces the detector found.</param>
/// <param name="MostProminent">The most prominent face of all, used or not.</param>
/// <param name="Faces">The chosen faces, most prominent first. A face whose embedding was asked for and cannot be made has none.</param>
/// <param name="ImageSize">Size of the displayed picture.</param>
internal sealed record FaceReading(
    FaceStatus Status,
    int FacesFound,
    Detection? MostProminent,
    ImmutableArray<FaceAnalysis> Faces,
    ImageSize ImageSize
)
{
    /// <summary>A crop of each of <see cref="Faces"/>, in their order; empty unless <see cref="FaceRequest.WithCrops"/>.</summary>
    public ImmutableArray<FaceCrop> Crops { get; init; } = [];
}
