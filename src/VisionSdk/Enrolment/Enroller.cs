using System.Collections.Immutable;
using VisionSdk.Storage;

namespace VisionSdk;

/// <summary>Makes references of pictures: reads them, judges them, and stores those that nothing speaks against.</summary>
internal sealed class Enroller(
    ProbeReader reader,
    StoreSource stores,
    ReferenceMaker references,
    VisionSdkOptions options,
    TimeProvider time
)
{
    private const string Operation = "enroll";

    public async Task<EnrolmentResult> EnrollAsync(
        IReadOnlyList<EnrolmentPicture> pictures,
        EnrolmentOptions enrolment,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        var profile = reader.Profile(enrolment.Profile);
        var wanted = enrolment.Checks ?? profile.Guard.Checks;
        var store = await stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var identity = await FindAsync(store, enrolment, cancellationToken).ConfigureAwait(false);
        var drafts = await ReadAsync(pictures, profile, enrolment, wanted, cancellationToken).ConfigureAwait(false);
        var scope = new GalleryScope(enrolment.Tenant, enrolment.Profile);
        await new IdentityCheck(reader, store, scope, profile, options, wanted)
            .JudgeAsync(drafts, identity, cancellationToken)
            .ConfigureAwait(false);
        var receipt = await StoreAsync(store, drafts, enrolment, wanted, cancellationToken).ConfigureAwait(false);
        return new EnrolmentResult
        {
            Status =
                receipt is null ? EnrolmentStatus.Refused
                : receipt.Added.IsEmpty ? EnrolmentStatus.AlreadyEnrolled
                : EnrolmentStatus.Enrolled,
            IdentityId = receipt?.IdentityId ?? identity,
            IsNew = receipt?.IsNew ?? false,
            Pictures = [.. drafts.Select(static draft => draft.ToPicture())],
            Provenance = new Provenance
            {
                Models = drafts[0].Probe.Provenance.Models,
                Fallbacks = drafts[0].Probe.Provenance.Fallbacks,
                Elapsed = time.GetElapsedTime(started),
                Queued = drafts.Max(static draft => draft.Probe.Provenance.Queued),
            },
        };
    }

    private static async Task<Guid?> FindAsync(
        VisionStore store,
        EnrolmentOptions enrolment,
        CancellationToken cancellationToken
    )
    {
        if (enrolment.IdentityId is { } id)
        {
            return id;
        }

        var found = enrolment.ExternalKey is { } key
            ? await store
                .FindIdentityAsync(enrolment.Tenant, enrolment.Profile, key, cancellationToken)
                .ConfigureAwait(false)
            : null;
        return found?.Id;
    }

    private async Task<EnrolmentDraft[]> ReadAsync(
        IReadOnlyList<EnrolmentPicture> pictures,
        RecognitionProfile profile,
        EnrolmentOptions enrolment,
        EnrolmentChecks wanted,
        CancellationToken cancellationToken
    )
    {
        var generation = await reader.GenerationAsync(cancellationToken).ConfigureAwait(false);
        var features = FaceFeatures.Embedding | (profile.Landmarks is null ? FaceFeatures.None : FaceFeatures.Quality);
        var drafts = new EnrolmentDraft[pictures.Count];
        await Parallel
            .ForAsync(
                0,
                pictures.Count,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = options.MaxConcurrency,
                    CancellationToken = cancellationToken,
                },
                async (index, token) =>
                {
                    var picture = pictures[index];
                    var choice = new FaceChoice(
                        wanted.HasFlag(EnrolmentChecks.TooSmall) ? options.MinFaceSize : 0,
                        MaxFaces: 1,
                        RequireSingle: wanted.HasFlag(EnrolmentChecks.SeveralFaces)
                    )
                    {
                        Near = picture.Box,
                    };
                    var request = new FaceRequest(features, choice, MinConfidence: null)
                    {
                        WithCrops = enrolment.KeepCrops ?? options.Store.KeepCrops,
                    };
                    var probe = await reader
                        .ReadAsync(Operation, picture.Image, enrolment.Profile, request, token, generation)
                        .ConfigureAwait(false);
                    drafts[index] = new EnrolmentDraft(
                        picture,
                        request,
                        probe,
                        QualityCheck.Judge(probe, profile, wanted)
                    );
                }
            )
            .ConfigureAwait(false);
        return drafts;
    }

    private async Task<EnrolmentReceipt?> StoreAsync(
        VisionStore store,
        EnrolmentDraft[] drafts,
        EnrolmentOptions enrolment,
        EnrolmentChecks wanted,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<EnrolmentDraft> accepted = [.. drafts.Where(static draft => draft.IsAccepted)];
        if (accepted.IsEmpty)
        {
            return null;
        }

        var made = await references
            .MakeAsync(
                store,
                enrolment.Profile,
                [.. accepted.Select(static draft => new ReferenceSource(draft.Picture, draft.Request, draft.Probe))],
                isCounterexample: false,
                cancellationToken
            )
            .ConfigureAwait(false);
        var content = new Enrolment
        {
            Tenant = enrolment.Tenant,
            Profile = enrolment.Profile,
            IdentityId = enrolment.IdentityId,
            ExternalKey = enrolment.ExternalKey,
            DisplayName = enrolment.DisplayName,
            Attributes = enrolment.Attributes,
            Tags = enrolment.Tags,
            RetainUntil = enrolment.RetainUntil,
            Mode = enrolment.Mode,
            Actor = enrolment.Actor,
            References = made,
        };
        var receipt = await stores
            .CallAsync(Operation, (opened, token) => opened.EnrollAsync(content, token), cancellationToken)
            .ConfigureAwait(false);
        if (wanted.HasFlag(EnrolmentChecks.SamePicture))
        {
            // Those for the other space of a move follow them.
            foreach (var place in receipt.PresentAt.Where(place => place < accepted.Length))
            {
                accepted[place].Reasons |= EnrolmentChecks.SamePicture;
            }
        }

        return receipt;
    }
}
