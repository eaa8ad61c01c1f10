namespace VisionSdk.Storage;

/// <summary>A new identity as a row.</summary>
internal readonly record struct BulkIdentityRow(BulkBatch Batch, BulkItem Item, long Epoch, DateTimeOffset Now);

/// <summary>A vector of a new identity as a row.</summary>
internal readonly record struct BulkVectorRow(BulkBatch Batch, BulkVector Vector, long Epoch, DateTimeOffset Now);
