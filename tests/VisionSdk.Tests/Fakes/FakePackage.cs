using System.Security.Cryptography;
using System.Text;

namespace VisionSdk.Tests;

/// <summary>Packages whose graphs nobody runs.</summary>
internal static class FakePackage
{
    /// <summary>Writes a package around a manifest; its graph is a text.</summary>
    /// <returns>Its folder.</returns>
    public static string Write(string root, ModelManifest manifest)
    {
        var graph = Encoding.UTF8.GetBytes($"{manifest.Id} {manifest.Version}");
        var folder = Path.Combine(root, $"{manifest.Id}-{manifest.Version}");
        Directory.CreateDirectory(folder);
        var whole = manifest with
        {
            Artifact = manifest.Artifact with
            {
                Size = graph.Length,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(graph)),
            },
        };
        File.WriteAllBytes(Path.Combine(folder, whole.Artifact.File), graph);
        File.WriteAllBytes(
            Path.Combine(folder, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(whole)
        );
        return folder;
    }
}
