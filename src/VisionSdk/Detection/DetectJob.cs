using System.Runtime.CompilerServices;
using VisionSdk.ML;

namespace VisionSdk;

/// <summary>Detects in one picture.</summary>
internal sealed class DetectJob(ImageSource source, DetectOptions options, SlotGeneration? given = null)
    : VisionJob<DetectionResult>(Name)
{
    public const string Name = "detect";

    private SlotModel? _held;
    private IDetectionModel? _model;
    private EncodedImage? _image;
    private DetectionReading _reading;

    public override SlotGeneration? Given => given;

    public override string ActivityName => "visionsdk.detect";

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask HoldAsync(
        VisionRuntime runtime,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var role = await runtime
            .Slots.HoldAsync(generation, options.Slot, options.Model, cancellationToken)
            .ConfigureAwait(false);
        _held?.Dispose();
        _held = role;
        _model =
            role.Model as IDetectionModel
            ?? throw new ArgumentException(
                $"Model '{role.Use.ModelId}' {role.Use.Version} of slot '{role.Use.Slot}' is for {role.Model.Manifest.Task}, not for detection."
            );
        Models = role.Version.AloneIn(role.Use.Slot);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask OpenAsync(VisionRuntime runtime, CancellationToken cancellationToken) =>
        _image = await runtime.Decoder.OpenAsync(source, cancellationToken).ConfigureAwait(false);

    public override void Compute(CancellationToken cancellationToken) =>
        _reading = _model!.Detect(_image!, options, cancellationToken);

    public override DetectionResult Complete(Provenance provenance) =>
        new()
        {
            Detections = _reading.Detections,
            ImageSize = _reading.ImageSize,
            Provenance = provenance,
        };

    protected override void Dispose(bool disposing)
    {
        _image?.Dispose();
        _held?.Dispose();
    }
}
