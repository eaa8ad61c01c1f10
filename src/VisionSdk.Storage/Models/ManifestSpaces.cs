using System.Runtime.CompilerServices;

namespace VisionSdk.Storage;

/// <summary>Embedding spaces of manifests that were seen before: enrolments name the same one again and again, and hashing it costs more than a row.</summary>
internal static class ManifestSpaces
{
    private static readonly ConditionalWeakTable<ModelManifest, string> Known = [];

    public static EmbeddingSpaceId Of(ModelManifest manifest) =>
        new(Known.GetValue(manifest, static manifest => EmbeddingSpaceId.Compute(manifest).Value));
}
