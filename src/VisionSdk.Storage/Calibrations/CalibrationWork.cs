using System.Text.Json;

namespace VisionSdk.Storage;

/// <summary>Adds one event to the history of a space's thresholds, and to the audit.</summary>
/// <param name="tenantId">Whose audit.</param>
/// <param name="version">The model version.</param>
/// <param name="spaceId">The space.</param>
/// <param name="space">The same by name.</param>
/// <param name="calibration">What was measured; <see langword="null"/> to take back what holds.</param>
/// <param name="actor">Who.</param>
/// <param name="reason">Why.</param>
internal sealed class CalibrationWork(
    int tenantId,
    int version,
    int spaceId,
    EmbeddingSpaceId space,
    SpaceCalibration? calibration,
    string actor,
    string? reason
)
{
    /// <returns>Number of the event.</returns>
    public async Task<int> ApplyAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var row = Row(scope.Now);
        scope.Context.Calibrations.Add(row);
        await scope.Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await scope
            .AuditAsync(
                tenantId,
                new AuditEvent(
                    actor,
                    calibration is null ? "calibration.withdrawn" : "calibration.stored",
                    Subject: null,
                    $$"""{"calibration":{{row.Id}},"space":"{{space.Value}}","digest":"{{row.Digest}}"}"""
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return row.Id;
    }

    private CalibrationRow Row(DateTimeOffset now)
    {
        var row = new CalibrationRow
        {
            SpaceId = spaceId,
            ModelVersionId = version,
            IsWithdrawal = calibration is null,
            Kind = calibration?.Source ?? default,
            Source = calibration?.DataSet ?? string.Empty,
            GenuinePairs = calibration?.GenuinePairs ?? 0,
            ImpostorPairs = calibration?.ImpostorPairs ?? 0,
            ProbabilityIntercept = calibration?.Probability?.Intercept,
            ProbabilitySlope = calibration?.Probability?.Slope,
            ProbabilityPrior = calibration?.Probability?.Prior,
            Reliability = calibration?.Reliability is { } report
                ? JsonSerializer.Serialize(report, CalibrationJsonContext.Default.ReliabilityReport)
                : null,
            Digest = CalibrationDigest.Of(space, calibration),
            CreatedAt = now,
            Actor = actor,
            Reason = reason,
        };
        foreach (var threshold in calibration?.Thresholds ?? [])
        {
            row.Thresholds.Add(
                new CalibrationThresholdRow
                {
                    Ordinal = row.Thresholds.Count,
                    FalseMatchRate = threshold.FalseMatchRate,
                    Distance = threshold.Distance,
                    FalseMatches = threshold.FalseMatches,
                    FalseMatchRateLower = threshold.LowerBound,
                    FalseMatchRateUpper = threshold.UpperBound,
                    TrueAcceptRate = threshold.TrueAcceptRate,
                }
            );
        }

        return row;
    }
}
