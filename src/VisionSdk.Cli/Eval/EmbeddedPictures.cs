using System.Collections.Concurrent;

namespace VisionSdk.Cli;

/// <summary>Embeddings of the most prominent face of many pictures, by path.</summary>
internal static class EmbeddedPictures
{
    private static readonly EmbedOptions MostProminent = new() { MostProminentOnly = true, MinFaceSize = 0 };

    /// <summary>Embeds every picture, several at once.</summary>
    /// <param name="client">Embeds.</param>
    /// <param name="imageFolder">What the paths are relative to.</param>
    /// <param name="files">The pictures.</param>
    /// <param name="step">Called after each picture.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The embeddings; <see langword="null"/> where no face was found.</returns>
    /// <exception cref="ImageDecodeException">A picture is damaged.</exception>
    public static async Task<IReadOnlyDictionary<string, Embedding?>> ComputeAsync(
        IVisionClient client,
        string imageFolder,
        IReadOnlyCollection<string> files,
        Action step,
        CancellationToken cancellationToken
    )
    {
        var embeddings = new ConcurrentDictionary<string, Embedding?>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            files,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = VisionSdkDefaults.MaxConcurrency,
                CancellationToken = cancellationToken,
            },
            async (file, token) =>
            {
                var source = ImageSource.FromFile(Path.Combine(imageFolder, file));
                var result = await client.EmbedAsync(source, MostProminent, token);
                embeddings[file] = result.Faces.IsEmpty ? null : result.Faces[0].Embedding;
                step();
            }
        );
        return embeddings;
    }
}
