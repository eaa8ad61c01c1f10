namespace VisionSdk.Storage;

/// <summary>A part of a graph file, by the hash of the whole file: what another machine needs to follow an activation.</summary>
internal sealed class ModelWeightsRow
{
    public required string Sha256 { get; set; }

    public int Ordinal { get; set; }

    public required byte[] Content { get; set; }
}
