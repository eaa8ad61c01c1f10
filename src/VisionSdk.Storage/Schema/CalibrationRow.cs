namespace VisionSdk.Storage;

/// <summary>A decision threshold that was measured in a space.</summary>
internal sealed class CalibrationRow
{
    public int Id { get; set; }

    public int SpaceId { get; set; }

    public double FalseMatchRate { get; set; }

    public double Distance { get; set; }

    public double FalseMatchRateLower { get; set; }

    public double FalseMatchRateUpper { get; set; }

    public long ImpostorPairs { get; set; }

    public long GenuinePairs { get; set; }

    /// <summary>The data that it was measured on.</summary>
    public required string Source { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
