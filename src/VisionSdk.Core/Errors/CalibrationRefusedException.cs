using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>Data cannot support what a calibration was asked for. No threshold is ever guessed.</summary>
public sealed class CalibrationRefusedException : VisionSdkException
{
    /// <summary>Creates the exception with a default message.</summary>
    public CalibrationRefusedException() { }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed and what to do.</param>
    public CalibrationRefusedException(string message)
        : base(message) { }

    /// <summary>Creates the exception around the failure that caused it.</summary>
    /// <param name="message">What failed and what to do.</param>
    /// <param name="innerException">The failure underneath.</param>
    public CalibrationRefusedException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>Creates the exception for rates.</summary>
    /// <param name="refused">The rates that got no threshold, at least one.</param>
    public CalibrationRefusedException(ImmutableArray<RefusedRate> refused)
        : base(string.Join(' ', refused.Select(static rate => rate.Message))) => Refused = refused;

    /// <summary>The rates that got no threshold, each with the number of comparisons that it takes.</summary>
    public ImmutableArray<RefusedRate> Refused { get; } = [];
}
