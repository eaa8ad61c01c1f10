using System.Runtime.InteropServices;

namespace VisionSdk.Benchmarks;

/// <summary>Writes a gallery as bare floats, for programs that are compared with.</summary>
internal static class GalleryExport
{
    public static async Task RunAsync(string path, int rows)
    {
        var vectors = await FaceVectors.LoadAsync();
        var row = new float[FaceVectors.Dimension];
        await using var file = File.Create(path);
        for (var i = 0; i < rows; i++)
        {
            FaceVectors.Write(vectors, i, row);
            file.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        Console.WriteLine($"{rows} x {FaceVectors.Dimension} floats in {path}.");
    }
}
