namespace VisionSdk.Storage;

/// <summary>An anchor set as the store keeps it.</summary>
/// <param name="Set">The set.</param>
/// <param name="Boxes">How many boxes it was fitted to; 0 when that was not said.</param>
/// <param name="CreatedAt">When it was stored.</param>
public sealed record StoredAnchorSet(AnchorSet Set, int Boxes, DateTimeOffset CreatedAt);
