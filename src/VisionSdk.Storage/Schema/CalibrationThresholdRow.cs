namespace VisionSdk.Storage;

/// <summary>A decision threshold of a calibration.</summary>
internal sealed class CalibrationThresholdRow
{
    public int CalibrationId { get; set; }

    /// <summary>Its place, in rising order of the rates.</summary>
    public int Ordinal { get; set; }

    public double FalseMatchRate { get; set; }

    public double Distance { get; set; }

    public long FalseMatches { get; set; }

    public double FalseMatchRateLower { get; set; }

    public double FalseMatchRateUpper { get; set; }

    public double? TrueAcceptRate { get; set; }
}
