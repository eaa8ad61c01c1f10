using VisionSdk.ML;

namespace VisionSdk;

/// <summary>What an operation works with.</summary>
internal sealed record VisionRuntime(
    VisionSdkOptions Options,
    ModelSlots Slots,
    FaceChains Faces,
    ImageDecoder Decoder,
    VisionPipelines Pipelines,
    TimeProvider Time
);
