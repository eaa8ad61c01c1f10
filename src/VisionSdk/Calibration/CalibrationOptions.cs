using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>What a calibration measures. Immutable.</summary>
public record CalibrationOptions
{
    private const int LongestName = 128;

    /// <summary>The recognition profile whose embedder is calibrated.</summary>
    /// <value>Default <see cref="RecognitionProfiles.Faces"/>.</value>
    public string Profile { get; init; } = RecognitionProfiles.Faces;

    /// <summary>The false-match rates that get a threshold.</summary>
    /// <value>In (0, 1), in any order; default empty: those of the model's package, or <see cref="ThresholdCalibration.StandardRates"/> where it has none.</value>
    public ImmutableArray<double> Rates { get; init; } = [];

    /// <summary>Whether one rate that the data cannot support makes the whole calibration fail.</summary>
    /// <value>Default <see langword="false"/>: it is listed in <see cref="CalibrationReport.Refused"/>.</value>
    public bool RequireEveryRate { get; init; }

    /// <summary>Name of the data, for the record: at most 128 characters, no personal data.</summary>
    /// <value>Default <see langword="null"/>: "labelled pairs", or the gallery's profile.</value>
    public string? DataSet { get; init; }

    /// <summary>The share of same-identity pairs that match probabilities are stated for, whatever the share in the data is.</summary>
    /// <value>In (0, 1); default 0.5: the probability says what the distance alone says.</value>
    public double Prior { get; init; } = 0.5;

    /// <summary>Told how many pictures have been read so far.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public IProgress<int>? Progress { get; init; }

    internal void Validate()
    {
        OptionRange.CheckRate(Prior, nameof(Prior));
        foreach (var rate in Rates.IsDefault ? [] : Rates)
        {
            OptionRange.CheckRate(rate, nameof(Rates));
        }

        if (DataSet is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
        {
            throw new ArgumentException(
                $"The data set's name has {name.Length} characters; it needs 1 to {LongestName}.",
                nameof(DataSet)
            );
        }
    }
}
