namespace VisionSdk.Storage;

/// <summary>A model, whatever its version.</summary>
internal sealed class ModelRow
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public VisionTask Task { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
