using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Makes a request of a recorded decision again, and decides it.</summary>
internal sealed class ReplayLane(VisionSdkOptions options, ProfileChains profiles, DecisionLane lane)
{
    private const string SomebodyElse = "Known (another)";
    private const string NotMigrated = "the gallery is not in the version's space";
    private const string NotBoth = "not both faces are kept: a picture gave none";

    /// <summary>Whether the model of a slot takes part in a decision.</summary>
    public bool Involves(DecisionRecord decision, string slot) =>
        decision.Operation switch
        {
            VerifyRequest.Name => Pair(decision, []).Involves(slot),
            ClaimRequest.Name => Claim(decision, []).Involves(slot),
            IdentifyRequest.Name => Search(decision, []).Involves(slot),
            _ => false,
        };

    public static bool IsSame(DecisionRecord decision, DecisionTrace now) =>
        decision.Decision == now.Decision
        && (decision.Operation != IdentifyRequest.Name || decision.IdentityId == now.Identity);

    public static string NameOf(DecisionRecord decision, DecisionTrace now) =>
        decision.Decision == now.Decision ? SomebodyElse : now.Decision;

    public async Task<DecisionTrace> JudgeAsync(
        DecisionRecord decision,
        ImmutableArray<DecisionCrop> crops,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        ImageSource[] pictures = [.. crops.Select(static crop => ImageSource.FromBytes(crop.Content))];
        switch (decision.Operation)
        {
            case VerifyRequest.Name when pictures.Length == 2:
                return await JudgeAsync(Pair(decision, pictures), generation, cancellationToken).ConfigureAwait(false);
            case ClaimRequest.Name:
                return await JudgeAsync(Claim(decision, pictures), generation, cancellationToken).ConfigureAwait(false);
            case IdentifyRequest.Name:
                var search = Search(decision, pictures);
                var found = await search
                    .RunAsync(lane, generation, withCrops: false, cancellationToken)
                    .ConfigureAwait(false);
                return found.Result is { GalleryReferences: 0, Decision: not IdentificationDecision.Inconclusive }
                    ? search.TraceOf(found.Result) with
                    {
                        Obstacle = NotMigrated,
                    }
                    : search.TraceOf(found.Result);
            default:
                return new DecisionTrace("", Score: null, TimeSpan.Zero) { Obstacle = NotBoth };
        }
    }

    private async Task<DecisionTrace> JudgeAsync<TResult>(
        DecisionRequest<TResult> request,
        SlotGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var judged = await request
            .RunAsync(lane, generation, withCrops: false, cancellationToken)
            .ConfigureAwait(false);
        return request.TraceOf(judged.Result);
    }

    // A kept face has been chosen already, and may have been cut out at a smaller scale: neither is asked again.
    private VerifyRequest Pair(DecisionRecord decision, ImageSource[] pictures) =>
        new(
            pictures.ElementAtOrDefault(0) ?? Nothing,
            pictures.ElementAtOrDefault(1) ?? Nothing,
            new VerifyOptions
            {
                FalseMatchRate = decision.Rate,
                FaceSelection = FaceSelection.MostProminent,
                MinFaceSize = 0,
            },
            options
        );

    private ClaimRequest Claim(DecisionRecord decision, ImageSource[] pictures) =>
        new(
            decision.IdentityId.GetValueOrDefault(),
            pictures.ElementAtOrDefault(0) ?? Nothing,
            new ClaimOptions
            {
                Tenant = decision.Tenant ?? StoreOptions.DefaultTenant,
                Profile = decision.Profile ?? RecognitionProfiles.Faces,
                FalseMatchRate = decision.Rate,
                FaceSelection = FaceSelection.MostProminent,
                MinFaceSize = 0,
            },
            profiles.Find(decision.Profile ?? RecognitionProfiles.Faces),
            options
        );

    private IdentifyRequest Search(DecisionRecord decision, ImageSource[] pictures) =>
        new(
            pictures.ElementAtOrDefault(0) ?? Nothing,
            new IdentifyOptions
            {
                Tenant = decision.Tenant ?? StoreOptions.DefaultTenant,
                Profile = decision.Profile ?? RecognitionProfiles.Faces,
                FalsePositiveRate = decision.Rate,
                FaceSelection = FaceSelection.MostProminent,
                MinFaceSize = 0,
            },
            profiles.Find(decision.Profile ?? RecognitionProfiles.Faces),
            options
        );

    private static ImageSource Nothing { get; } = ImageSource.FromBytes(ReadOnlyMemory<byte>.Empty);
}
