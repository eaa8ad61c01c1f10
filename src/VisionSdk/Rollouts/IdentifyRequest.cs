using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Somebody is looked for in a gallery.</summary>
internal sealed class IdentifyRequest(
    ImageSource image,
    IdentifyOptions identify,
    RecognitionProfile profile,
    VisionSdkOptions options
) : DecisionRequest<IdentificationResult>(Name, [image])
{
    public const string Name = "identify";

    protected override RolloutKey? Key => identify.RolloutKey;

    public override string? GalleryProfile => identify.Profile;

    public override bool Involves(string slot) =>
        slot == profile.Detector || slot == profile.Landmarks || slot == profile.Embedder;

    public override async Task<Judged<IdentificationResult>> RunAsync(
        DecisionLane lane,
        SlotGeneration? generation,
        bool withCrops,
        CancellationToken cancellationToken
    )
    {
        var tap = new ProbeTap { Generation = generation, WithCrops = withCrops };
        var result = await lane
            .Identifier.IdentifyAsync(Pictures[0], identify, cancellationToken, tap)
            .ConfigureAwait(false);
        return new Judged<IdentificationResult>(result, tap.Probe?.Reading.Crops ?? []);
    }

    public override DecisionTrace TraceOf(IdentificationResult result) =>
        new(
            result.Decision.ToString(),
            result.NearestDistance / result.MaxDistance,
            DecisionTrace.ComputingOf(result.Provenance)
        )
        {
            Identity = IdentityOf(result),
        };

    public override Provenance ProvenanceOf(IdentificationResult result) => result.Provenance;

    public override IdentificationResult With(IdentificationResult result, Provenance provenance) =>
        result with
        {
            Provenance = provenance,
        };

    public override DecisionRecord RecordOf(IdentificationResult result)
    {
        var model = Principal(result.Provenance);
        return new DecisionRecord
        {
            Id = result.Provenance.DecisionId,
            Operation = Name,
            Tenant = identify.Tenant,
            Profile = identify.Profile,
            IdentityId = IdentityOf(result),
            RolloutId = result.Provenance.Rollout?.RolloutId,
            Slot = model.Slot,
            ModelId = model.ModelId,
            Version = model.Version,
            Space = model.Space,
            Decision = result.Decision.ToString(),
            Distance = result.NearestDistance,
            Threshold = result.MaxDistance,
            Rate = identify.FalsePositiveRate ?? options.FalsePositiveRate,
            DecidedAt = default,
            RetainUntil = default,
        };
    }

    private static Guid? IdentityOf(IdentificationResult result) =>
        result.Candidates is [var first, ..] ? first.Identity.Id : null;
}
