using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>A picture is compared with the identity that it claims to show.</summary>
internal sealed class ClaimRequest(
    IdentityKey identity,
    ImageSource image,
    ClaimOptions claim,
    RecognitionProfile profile,
    VisionSdkOptions options
) : DecisionRequest<ClaimResult>(Name, [image])
{
    public const string Name = "claim";

    /// <summary>The identity is not enrolled with the candidate, so that the answer would say nothing about it.</summary>
    public const string NoReference = "no reference in the candidate's space";

    protected override RolloutKey? Key => claim.RolloutKey;

    public override string? GalleryProfile => claim.Profile;

    public override bool Involves(string slot) =>
        slot == profile.Detector || slot == profile.Landmarks || slot == profile.Embedder;

    public override async ValueTask<byte[]> SubjectAsync(StoreSource stores, CancellationToken cancellationToken)
    {
        if (Key is not null)
        {
            return await base.SubjectAsync(stores, cancellationToken).ConfigureAwait(false);
        }

        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var found = await IdentityFinder
            .RequireAsync(store, identity, claim.Tenant, claim.Profile, cancellationToken)
            .ConfigureAwait(false);
        return found.Id.ToByteArray(bigEndian: true);
    }

    public override async Task<Judged<ClaimResult>> RunAsync(
        DecisionLane lane,
        SlotGeneration? generation,
        bool withCrops,
        CancellationToken cancellationToken
    )
    {
        var tap = new ProbeTap { Generation = generation, WithCrops = withCrops };
        var result = await lane
            .Claims.VerifyAsync(identity, Pictures[0], claim, cancellationToken, tap)
            .ConfigureAwait(false);
        return new Judged<ClaimResult>(result, tap.Probe?.Reading.Crops ?? []);
    }

    public override DecisionTrace TraceOf(ClaimResult result) =>
        new(
            result.Decision.ToString(),
            result.Distance / result.MaxDistance,
            DecisionTrace.ComputingOf(result.Provenance)
        )
        {
            Obstacle = result.Reason == VerificationReason.NoReference ? NoReference : null,
        };

    public override Provenance ProvenanceOf(ClaimResult result) => result.Provenance;

    public override ClaimResult With(ClaimResult result, Provenance provenance) =>
        result with
        {
            Provenance = provenance,
        };

    public override DecisionRecord RecordOf(ClaimResult result)
    {
        var model = Principal(result.Provenance);
        return new DecisionRecord
        {
            Id = result.Provenance.DecisionId,
            Operation = Name,
            Tenant = claim.Tenant,
            Profile = claim.Profile,
            IdentityId = result.IdentityId,
            RolloutId = result.Provenance.Rollout?.RolloutId,
            Slot = model.Slot,
            ModelId = model.ModelId,
            Version = model.Version,
            Space = model.Space,
            Decision = result.Decision.ToString(),
            Distance = result.Distance,
            Threshold = result.MaxDistance,
            Rate = claim.FalseMatchRate ?? options.FalseMatchRate,
            DecidedAt = default,
            RetainUntil = default,
        };
    }
}
