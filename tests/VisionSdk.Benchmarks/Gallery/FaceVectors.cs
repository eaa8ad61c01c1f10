using System.Runtime.InteropServices;

namespace VisionSdk.Benchmarks;

/// <summary>Embeddings to search among: those of real photographs where the evaluation data is at hand, and noisy copies of them.</summary>
internal static class FaceVectors
{
    public const int Dimension = 128;

    // About as far as two photographs of one person are apart; copies are new faces near real ones, not the same face again.
    private const float NoiseLength = 0.4f;

    /// <summary>Unit vectors, one after the other, of all photographs in <c>VISIONSDK_DATA/lfw-devtest/images</c>.</summary>
    /// <returns>The vectors; random ones, with a word about it, where the data is absent.</returns>
    public static async Task<float[]> LoadAsync()
    {
        var cache = Path.Combine(Path.GetTempPath(), "visionsdk-benchmarks", "lfw-devtest.f32");
        if (File.Exists(cache))
        {
            return MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(cache)).ToArray();
        }

        var root = Environment.GetEnvironmentVariable("VISIONSDK_DATA");
        var folder = root is null ? null : Path.Combine(root, "lfw-devtest", "images");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine(
                "VISIONSDK_DATA has no lfw-devtest/images: random vectors stand in, and recall says nothing."
            );
            return Random(2000);
        }

        var vectors = await EmbedAsync(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(cache)!);
        await File.WriteAllBytesAsync(cache, MemoryMarshal.AsBytes(vectors.AsSpan()).ToArray());
        return vectors;
    }

    /// <summary>A row of a gallery of any size: first the vectors themselves, then copies with noise.</summary>
    public static void Write(float[] vectors, int row, Span<float> destination)
    {
        var count = vectors.Length / Dimension;
        vectors.AsSpan(row % count * Dimension, Dimension).CopyTo(destination);
        if (row < count)
        {
            return;
        }

        // Seeded by the row, so that every program that reads the gallery sees the same one.
        var random = new Random(row);
        var scale = NoiseLength / MathF.Sqrt(Dimension);
        foreach (ref var value in destination)
        {
            value += scale * Gaussian(random);
        }

        Embedding.Normalize(destination);
    }

    private static async Task<float[]> EmbedAsync(string folder)
    {
        await using var client = VisionClient.Create();
        var vectors = new List<float>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order())
        {
            var result = await client.EmbedAsync(ImageSource.FromFile(path));
            if (result.Faces.Length > 0)
            {
                vectors.AddRange(result.Faces[0].Embedding.ToUnitLength().Values);
            }
        }

        Console.WriteLine($"{vectors.Count / Dimension} faces of {folder}.");
        return [.. vectors];
    }

    private static float[] Random(int count)
    {
        var random = new Random(1);
        var vectors = new float[count * Dimension];
        foreach (ref var value in vectors.AsSpan())
        {
            value = Gaussian(random);
        }

        for (var i = 0; i < count; i++)
        {
            Embedding.Normalize(vectors.AsSpan(i * Dimension, Dimension));
        }

        return vectors;
    }

    private static float Gaussian(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
