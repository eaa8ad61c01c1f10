using System.Globalization;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Something is looked for in a picture.</summary>
internal sealed class DetectRequest(ImageSource image, DetectOptions detect)
    : DecisionRequest<DetectionResult>(DetectJob.Name, [image])
{
    protected override RolloutKey? Key => detect.RolloutKey;

    public override bool Involves(string slot) => detect.Model is null && detect.Slot == slot;

    public override async Task<Judged<DetectionResult>> RunAsync(
        DecisionLane lane,
        SlotGeneration? generation,
        bool withCrops,
        CancellationToken cancellationToken
    )
    {
        var job = new DetectJob(Pictures[0], detect, generation);
        return new Judged<DetectionResult>(
            await lane.Runner.RunEnteredAsync(job, cancellationToken).ConfigureAwait(false),
            []
        );
    }

    public override DecisionTrace TraceOf(DetectionResult result) =>
        new(DecisionOf(result), Score: null, DecisionTrace.ComputingOf(result.Provenance))
        {
            Detections = result.Detections,
        };

    public override Provenance ProvenanceOf(DetectionResult result) => result.Provenance;

    public override DetectionResult With(DetectionResult result, Provenance provenance) =>
        result with
        {
            Provenance = provenance,
        };

    public override DecisionRecord RecordOf(DetectionResult result)
    {
        var model = Principal(result.Provenance);
        return new DecisionRecord
        {
            Id = result.Provenance.DecisionId,
            Operation = DetectJob.Name,
            RolloutId = result.Provenance.Rollout?.RolloutId,
            Slot = model.Slot,
            ModelId = model.ModelId,
            Version = model.Version,
            Decision = DecisionOf(result),
            Rate = detect.MinConfidence,
            DecidedAt = default,
            RetainUntil = default,
        };
    }

    private static string DecisionOf(DetectionResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Detections.Length} found");
}
