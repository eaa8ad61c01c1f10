namespace VisionSdk;

public sealed partial class VisionClient
{
    /// <inheritdoc/>
    public IThresholdCalibrator Calibration { get; }

    /// <summary>The calibrations that hold, as this client sees them.</summary>
    internal CalibrationWatch Calibrations => _runtime.Calibrations;
}
