using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Tells how far a move has come, and how fast this process works on it.</summary>
internal sealed class MigrationMeter(
    VisionStore store,
    EmbeddingMigrationRecord migration,
    VisionTelemetry telemetry,
    IProgress<MigrationProgress>? progress,
    TimeProvider time
)
{
    private readonly long _started = time.GetTimestamp();
    private int _finished;

    /// <summary>Adds identities that are through, and tells.</summary>
    public async Task ReportAsync(int finished, CancellationToken cancellationToken)
    {
        _finished += finished;
        var counts = await store
            .CountMigrationAsync(migration.Id, statesOnly: true, cancellationToken)
            .ConfigureAwait(false);
        telemetry.MigrationRemains(migration.Slot, counts.Remaining);
        var elapsed = time.GetElapsedTime(_started).TotalSeconds;
        var rate = elapsed > 0 ? _finished / elapsed : 0;
        progress?.Report(
            new MigrationProgress(
                counts.Total - counts.Remaining,
                counts.Total,
                rate,
                rate > 0 ? TimeSpan.FromSeconds(counts.Remaining / rate) : null
            )
        );
    }
}
