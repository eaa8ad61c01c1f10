namespace VisionSdk.Storage;

/// <summary>The one row that says what this store is.</summary>
internal sealed class StoreInfoRow
{
    public int Id { get; set; }

    /// <summary>Names the store; its keys are found by it, also for a copy of the file.</summary>
    public Guid StoreId { get; set; }

    public StoreEncryption Encryption { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
