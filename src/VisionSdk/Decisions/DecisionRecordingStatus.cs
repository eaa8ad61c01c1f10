namespace VisionSdk;

/// <summary>What became of the decisions that this process was to record.</summary>
/// <param name="Recorded">Written to the store.</param>
/// <param name="Dropped">Left out, because more waited than may, or their identity was erased meanwhile.</param>
/// <param name="Failed">Lost, because the store failed.</param>
public readonly record struct DecisionRecordingStatus(long Recorded, long Dropped, long Failed);
