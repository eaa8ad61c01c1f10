using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <summary>An embedding model is not calibrated for the false-match rate that was asked for.</summary>
/// <remarks>No threshold is ever guessed: ask for one of <see cref="AvailableRates"/>, or calibrate the model.</remarks>
public sealed class ThresholdUnavailableException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public ThresholdUnavailableException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public ThresholdUnavailableException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ThresholdUnavailableException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for a model.</summary>
    /// <param name="modelId">Id of the embedding model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="requestedRate">The false-match rate that was asked for.</param>
    /// <param name="availableRates">The rates that the model is calibrated for.</param>
    public ThresholdUnavailableException(
        string modelId,
        string version,
        double requestedRate,
        ImmutableArray<double> availableRates
    )
        : base(Describe(modelId, version, requestedRate, availableRates))
    {
        ModelId = modelId;
        Version = version;
        RequestedRate = requestedRate;
        AvailableRates = availableRates;
    }

    /// <summary>Id of the embedding model.</summary>
    public string? ModelId { get; }

    /// <summary>Version of the embedding model.</summary>
    public string? Version { get; }

    /// <summary>The false-match rate that was asked for.</summary>
    public double RequestedRate { get; }

    /// <summary>The rates that the model is calibrated for; empty when it is not calibrated at all.</summary>
    public ImmutableArray<double> AvailableRates { get; } = [];

    private static string Describe(string modelId, string version, double requested, ImmutableArray<double> available)
    {
        var rates = string.Join(", ", available.Select(static rate => rate.ToString(CultureInfo.InvariantCulture)));
        var found =
            available.Length == 0
                ? "is not calibrated, so it cannot decide. Measure thresholds for it and add them to its model.json."
                : $"is calibrated for {rates}. Ask for one of these rates, or calibrate the model for this one.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"No threshold at a false-match rate of {requested}: model '{modelId}' {version} {found}"
        );
    }
}
