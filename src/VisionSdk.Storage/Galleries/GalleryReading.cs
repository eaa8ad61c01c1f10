namespace VisionSdk.Storage;

/// <summary>How a gallery is read for the first time.</summary>
/// <param name="Connections">By how many connections at most.</param>
/// <param name="Vectors">How many vectors each of them reads at a time.</param>
internal readonly record struct GalleryReading(int Connections, int Vectors)
{
    // More wait for each other in the database.
    private const int MostConnections = 4;

    public static GalleryReading Create(StoreOptions options) =>
        new(options.LoadConnections ?? Math.Min(Environment.ProcessorCount, MostConnections), options.LoadRange);
}
