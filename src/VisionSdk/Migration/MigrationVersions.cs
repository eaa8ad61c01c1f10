using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>What the manifests of a move's versions say about their vectors.</summary>
internal static class MigrationVersions
{
    public static EmbeddingSettings EmbeddingOf(ModelVersionRecord version) =>
        ModelManifestSerializer.Deserialize(version.Manifest.Span).Embedding!;

    public static DistanceMetric MetricOf(ModelVersionRecord version) => EmbeddingOf(version).Metric;
}
