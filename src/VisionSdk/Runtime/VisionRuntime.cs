using VisionSdk.ML;

namespace VisionSdk;

/// <summary>What an operation works with.</summary>
internal sealed record VisionRuntime(
    VisionSdkOptions Options,
    ModelSlots Slots,
    RegistryWatch Registry,
    VersionFallbacks Fallbacks,
    VersionCircuits Circuits,
    CalibrationWatch Calibrations,
    FaceChains Faces,
    ProfileChains Profiles,
    ImageDecoder Decoder,
    VisionPipelines Pipelines,
    TimeProvider Time
);
