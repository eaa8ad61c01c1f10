namespace VisionSdk.Storage;

/// <summary>An event: from then on these thresholds hold in a space, or none but the model's own. Rows are only ever added.</summary>
internal sealed class CalibrationRow
{
    public int Id { get; set; }

    public int SpaceId { get; set; }

    /// <summary>The version whose embeddings were measured; others of the same space share the calibration.</summary>
    public int ModelVersionId { get; set; }

    /// <summary>Whether it takes back what held before; then there are no thresholds.</summary>
    public bool IsWithdrawal { get; set; }

    public CalibrationSource Kind { get; set; }

    /// <summary>The data that it was measured on.</summary>
    public required string Source { get; set; }

    public long GenuinePairs { get; set; }

    public long ImpostorPairs { get; set; }

    public double? ProbabilityIntercept { get; set; }

    public double? ProbabilitySlope { get; set; }

    public double? ProbabilityPrior { get; set; }

    /// <summary>The <see cref="ReliabilityReport"/> as JSON.</summary>
    public string? Reliability { get; set; }

    /// <summary>SHA-256 over everything that decides; the audit names it too.</summary>
    public required string Digest { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string Actor { get; set; }

    public string? Reason { get; set; }

    public List<CalibrationThresholdRow> Thresholds { get; } = [];
}
