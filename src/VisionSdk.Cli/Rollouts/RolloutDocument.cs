using VisionSdk.Storage;

namespace VisionSdk.Cli;

/// <summary>A rollout, as <c>--json</c> prints it.</summary>
internal sealed record RolloutSummary(
    long Id,
    string Slot,
    string Model,
    RolloutMode Mode,
    double Share,
    RolloutState State,
    DateTimeOffset StartedAt,
    string StartedBy,
    string? StartReason,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? EndReason
)
{
    public static RolloutSummary From(RolloutRecord record) =>
        new(
            record.Id,
            record.Slot,
            $"{record.ModelId}@{record.Version}",
            record.Mode,
            record.Share,
            record.State,
            record.StartedAt,
            record.StartedBy,
            record.StartReason,
            record.EndedAt,
            record.EndedBy,
            record.EndReason
        );
}

/// <summary>What <c>vision rollout report --json</c> prints.</summary>
internal sealed record RolloutDocument(
    RolloutSummary Rollout,
    string? Base,
    RolloutRules Rules,
    RolloutVerdict Verdict,
    IReadOnlyList<RolloutOperationReport> Operations,
    IReadOnlyList<RolloutCheck> Checks,
    IReadOnlyList<RolloutItem> LoadFailures,
    IReadOnlyList<RolloutItem> NotMigrated
)
{
    public static RolloutDocument From(RolloutReport report) =>
        new(
            RolloutSummary.From(report.Rollout),
            report.Base,
            report.Rules,
            report.Verdict,
            report.Operations,
            report.Checks,
            report.LoadFailures,
            report.NotMigrated
        );
}
