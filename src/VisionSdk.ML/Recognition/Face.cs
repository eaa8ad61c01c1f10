using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>One face as a <see cref="FacePipeline"/> sees it.</summary>
/// <param name="Detection">Box, confidence and the detector's own keypoints, in pixels of the displayed source.</param>
/// <param name="Landmarks">The 68 landmarks in the order of <see cref="FaceLandmarks68"/>, in pixels of the displayed source; empty without a landmark model.</param>
/// <param name="Embedding">
/// The embedding; <see langword="null"/> without an embedding model, or when the landmarks cannot be aligned or the vector has no
/// direction, which means that the detection is probably no face. It identifies the person: never log it.
/// </param>
public sealed record Face(Detection Detection, ImmutableArray<Keypoint> Landmarks, Embedding? Embedding);
