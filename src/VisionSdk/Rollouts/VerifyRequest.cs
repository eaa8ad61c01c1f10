using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Two pictures are compared.</summary>
internal sealed class VerifyRequest(
    ImageSource first,
    ImageSource second,
    VerifyOptions verify,
    VisionSdkOptions options
) : DecisionRequest<VerificationResult>(Name, [first, second])
{
    public const string Name = "verify";

    private readonly double _rate = verify.FalseMatchRate ?? options.FalseMatchRate;

    protected override RolloutKey? Key => verify.RolloutKey;

    public override bool Involves(string slot) =>
        slot is VisionSlots.FaceDetector or VisionSlots.FaceLandmarks or VisionSlots.FaceEmbedder;

    public override async Task<Judged<VerificationResult>> RunAsync(
        DecisionLane lane,
        SlotGeneration? generation,
        bool withCrops,
        CancellationToken cancellationToken
    )
    {
        var job = new VerifyJob(
            Pictures[0],
            Pictures[1],
            verify.ToRequest(options) with
            {
                WithCrops = withCrops,
            },
            _rate,
            verify.InconclusiveFalseMatchRate ?? options.InconclusiveFalseMatchRate,
            generation
        );
        var result = await lane.Runner.RunEnteredAsync(job, cancellationToken).ConfigureAwait(false);
        return new Judged<VerificationResult>(result, withCrops ? job.Crops : []);
    }

    public override DecisionTrace TraceOf(VerificationResult result) =>
        new(
            result.Decision.ToString(),
            result.Distance / result.Threshold.Distance,
            DecisionTrace.ComputingOf(result.Provenance)
        );

    public override Provenance ProvenanceOf(VerificationResult result) => result.Provenance;

    public override VerificationResult With(VerificationResult result, Provenance provenance) =>
        result with
        {
            Provenance = provenance,
        };

    public override DecisionRecord RecordOf(VerificationResult result)
    {
        var model = Principal(result.Provenance);
        return new DecisionRecord
        {
            Id = result.Provenance.DecisionId,
            Operation = Name,
            RolloutId = result.Provenance.Rollout?.RolloutId,
            Slot = model.Slot,
            ModelId = model.ModelId,
            Version = model.Version,
            Space = model.Space,
            Decision = result.Decision.ToString(),
            Distance = result.Distance,
            Threshold = result.Threshold.Distance,
            Rate = _rate,
            DecidedAt = default,
            RetainUntil = default,
        };
    }
}
