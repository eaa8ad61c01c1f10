using System.Collections.Immutable;

namespace VisionSdk.Storage;

/// <summary>What the first step of an erasure has removed.</summary>
internal readonly record struct ErasureCounts(int Tenant, ImmutableArray<Guid> Embeddings, int Crops, int Decisions);
