using System.Security.Cryptography;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>Registers packages whose graphs are never parsed, so that versions are activated over fakes.</summary>
internal static class RegisteredVersions
{
    /// <summary>Registers a version.</summary>
    public static async Task RegisterAsync(VisionClient client, TemporaryFolder folder, ModelManifest manifest)
    {
        var token = TestContext.Current.CancellationToken;
        // The same for all, so that embedders whose settings agree make embeddings of the same space.
        var graph = "never parsed"u8.ToArray();
        var package = Directory.CreateDirectory(folder.At($"{manifest.Id}-{manifest.Version}")).FullName;
        var written = manifest with
        {
            Labels = manifest.Task == VisionTask.Detection ? ["thing"] : [],
            Artifact = manifest.Artifact with
            {
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(graph)),
                Size = graph.Length,
            },
        };
        await File.WriteAllBytesAsync(Path.Combine(package, written.Artifact.File), graph, token);
        await File.WriteAllBytesAsync(
            Path.Combine(package, ModelManifestSerializer.FileName),
            ModelManifestSerializer.Serialize(written),
            token
        );
        await client.Models.RegisterAsync(package, cancellationToken: token);
    }
}
