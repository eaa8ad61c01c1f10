using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage;

/// <summary>Reads the history of thresholds.</summary>
internal static class CalibrationReading
{
    /// <summary>What holds; what is known already is given back when nothing has happened since.</summary>
    /// <remarks>
    /// Rows are only ever added, so that another number of them is what shows a change: a later number may become visible before an
    /// earlier one, which a slower transaction of another process took.
    /// </remarks>
    public static async Task<CurrentCalibrations> CurrentAsync(
        VisionDbContext context,
        CurrentCalibrations? known,
        CancellationToken cancellationToken
    )
    {
        var count = await context.Calibrations.CountAsync(cancellationToken).ConfigureAwait(false);
        if (count == known?.Events)
        {
            return known;
        }

        var latest = context
            .Calibrations.GroupBy(static row => row.SpaceId)
            .Select(static space => space.Max(static row => row.Id));
        var events = await ListAsync(context, rows => rows.Where(row => latest.Contains(row.Id)), cancellationToken)
            .ConfigureAwait(false);
        return new CurrentCalibrations(count, events);
    }

    /// <summary>Reads some events, the latest first.</summary>
    public static async Task<List<StoredCalibration>> ListAsync(
        VisionDbContext context,
        Func<IQueryable<CalibrationRow>, IQueryable<CalibrationRow>> choose,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from row in choose(context.Calibrations.AsNoTracking())
            join space in context.EmbeddingSpaces on row.SpaceId equals space.Id
            join version in context.ModelVersions on row.ModelVersionId equals version.Id
            join model in context.Models on version.ModelId equals model.Id
            orderby row.Id descending
            select new
            {
                Row = row,
                Thresholds = row.Thresholds.OrderBy(static threshold => threshold.Ordinal).ToList(),
                space.Digest,
                model.Name,
                version.SemanticVersion,
            }
        )
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(static found =>
                Describe(
                    found.Row,
                    found.Thresholds,
                    new EmbeddingSpaceId(found.Digest),
                    found.Name,
                    found.SemanticVersion
                )
            ),
        ];
    }

    private static StoredCalibration Describe(
        CalibrationRow row,
        List<CalibrationThresholdRow> thresholds,
        EmbeddingSpaceId space,
        string model,
        string version
    )
    {
        var calibration = row.IsWithdrawal ? null : Measured(row, thresholds, space);
        return CalibrationDigest.Of(space, calibration) == row.Digest
            ? new StoredCalibration
            {
                Id = row.Id,
                Space = space,
                Calibration = calibration,
                ModelId = model,
                ModelVersion = version,
                CreatedAt = row.CreatedAt,
                Actor = row.Actor,
                Reason = row.Reason,
                Digest = row.Digest,
            }
            : throw new StoreException(
                StoreFailure.Tampered,
                $"Calibration {row.Id} of space {space} does not have the digest that was stored with it: a threshold, or the data that it rests on, was changed outside VisionSdk. Restore the table from a backup; nothing is decided by it."
            );
    }

    private static SpaceCalibration Measured(
        CalibrationRow row,
        List<CalibrationThresholdRow> thresholds,
        EmbeddingSpaceId space
    ) =>
        new()
        {
            Space = space,
            Source = row.Kind,
            DataSet = row.Source,
            GenuinePairs = row.GenuinePairs,
            ImpostorPairs = row.ImpostorPairs,
            Thresholds =
            [
                .. thresholds.Select(threshold => new DecisionThreshold
                {
                    FalseMatchRate = threshold.FalseMatchRate,
                    Distance = threshold.Distance,
                    DataSet = row.Source,
                    Comparisons = row.ImpostorPairs,
                    FalseMatches = threshold.FalseMatches,
                    LowerBound = threshold.FalseMatchRateLower,
                    UpperBound = threshold.FalseMatchRateUpper,
                    TrueAcceptRate = threshold.TrueAcceptRate,
                }),
            ],
            Probability =
                row is { ProbabilityIntercept: { } intercept, ProbabilitySlope: < 0 and { } slope }
                && row.ProbabilityPrior is > 0 and < 1 and { } prior
                    ? new MatchProbabilityModel(intercept, slope, prior)
                    : null,
            Reliability = row.Reliability is { } json
                ? JsonSerializer.Deserialize(json, CalibrationJsonContext.Default.ReliabilityReport)
                : null,
        };
}
