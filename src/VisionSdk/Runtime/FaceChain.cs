using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>The models that answer one set of features, put together.</summary>
/// <param name="Analyzer">The chain.</param>
/// <param name="Uses">The models for provenance, in the order in which they run.</param>
/// <param name="Embedder">The embedding model's manifest; <see langword="null"/> when nothing is embedded.</param>
internal sealed record FaceChain(IFaceAnalyzer Analyzer, ImmutableArray<ModelUse> Uses, ModelManifest? Embedder);
