using System.ComponentModel.DataAnnotations;

namespace VisionSdk;

/// <summary>Which decisions are recorded, so that another version can be asked about them later.</summary>
/// <remarks>Decisions are written behind: an operation never waits for it. What cannot be written is counted, see <see cref="DecisionRecordingStatus"/>.</remarks>
public sealed class DecisionOptions
{
    /// <summary>Whether decisions are recorded in the store: when, by which version, how near, and the identity's random id.</summary>
    /// <value>Default false.</value>
    public bool Record { get; set; }

    /// <summary>Whether the faces that were decided on are kept, encrypted, so that decisions can be judged again.</summary>
    /// <value>Default false. It needs the consent of whoever is shown, as any picture does; a detection's picture is never kept.</value>
    public bool KeepCrops { get; set; }

    /// <summary>How long decisions and their pictures are kept; a purge deletes them afterwards.</summary>
    /// <value>A duration, in [00:00:01, 36500.00:00:00]; default 30.00:00:00.</value>
    [Range(typeof(TimeSpan), "00:00:01", "36500.00:00:00")]
    public TimeSpan Retention { get; set; } = RolloutDefaults.Retention;

    /// <summary>How many decisions may wait to be written; those that come besides are dropped and counted.</summary>
    /// <value>Decisions, in [1, 1000000]; default 1024.</value>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = RolloutDefaults.RecordingQueueLimit;
}
