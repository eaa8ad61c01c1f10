using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Which stored calibration a decision rests on.</summary>
public sealed record CalibrationEvidence
{
    /// <summary>Number of the calibration in the store's history.</summary>
    public required long Id { get; init; }

    /// <summary>The space that it was measured in.</summary>
    public required EmbeddingSpaceId Space { get; init; }

    /// <summary>Where its distances come from.</summary>
    public required CalibrationSource Source { get; init; }

    /// <summary>Name of the data.</summary>
    public required string DataSet { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The share of same-identity pairs that match probabilities are stated for, in (0, 1); <see langword="null"/> when it supports none.</summary>
    public double? Prior { get; init; }

    internal static CalibrationEvidence? Of(StoredCalibration? stored) =>
        stored?.Calibration is { } calibration
            ? new CalibrationEvidence
            {
                Id = stored.Id,
                Space = stored.Space,
                Source = calibration.Source,
                DataSet = calibration.DataSet,
                CreatedAt = stored.CreatedAt,
                Prior = calibration.Probability?.Prior,
            }
            : null;
}
