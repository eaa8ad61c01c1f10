using VisionSdk.Storage;

namespace VisionSdk;

public sealed partial class VisionClient
{
    private static ClaimOptions DefaultClaim { get; } = new();

    private static IdentifyOptions DefaultIdentify { get; } = new();

    private static RejectionOptions DefaultRejection { get; } = new();

    private static IdentityQuery DefaultQuery { get; } = new();

    /// <inheritdoc/>
    public Task<EnrolmentResult> EnrollAsync(
        ImageSource image,
        EnrolmentOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        return EnrollAsync([new EnrolmentPicture(image)], options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<EnrolmentResult> EnrollAsync(
        IReadOnlyList<EnrolmentPicture> pictures,
        EnrolmentOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count == 0)
        {
            throw new ArgumentException("An enrolment needs at least one picture.", nameof(pictures));
        }

        using var scope = _inFlight.Enter();
        return await _enroller
            .EnrollAsync(pictures, options ?? new EnrolmentOptions(), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ClaimResult> VerifyAsync(
        IdentityKey identity,
        ImageSource image,
        ClaimOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= DefaultClaim;
        options.Validate();
        if (!_desk.IsIdle)
        {
            var profile = _runtime.Profiles.Find(options.Profile);
            return await _desk
                .DecideAsync(new ClaimRequest(identity, image, options, profile, _options), cancellationToken)
                .ConfigureAwait(false);
        }

        using var scope = _inFlight.Enter();
        return await _claims.VerifyAsync(identity, image, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IdentificationResult> IdentifyAsync(
        ImageSource image,
        IdentifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= DefaultIdentify;
        options.Validate();
        if (!_desk.IsIdle)
        {
            var profile = _runtime.Profiles.Find(options.Profile);
            return await _desk
                .DecideAsync(new IdentifyRequest(image, options, profile, _options), cancellationToken)
                .ConfigureAwait(false);
        }

        using var scope = _inFlight.Enter();
        return await _identifier.IdentifyAsync(image, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<RejectionResult> RejectAsync(
        IdentityKey identity,
        ImageSource image,
        RejectionOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(image);
        using var scope = _inFlight.Enter();
        return await _claims
            .RejectAsync(identity, image, options ?? DefaultRejection, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ErasureReceipt> EraseAsync(
        IdentityKey identity,
        string tenant = StoreOptions.DefaultTenant,
        string profile = RecognitionProfiles.Faces,
        string actor = "application",
        CancellationToken cancellationToken = default
    )
    {
        using var scope = _inFlight.Enter();
        var store = await _stores.GetAsync(cancellationToken).ConfigureAwait(false);
        var found = await IdentityFinder
            .RequireAsync(store, identity, tenant, profile, cancellationToken)
            .ConfigureAwait(false);
        return await store.EraseAsync(tenant, found.Id, actor, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IdentityPage> ListIdentitiesAsync(
        IdentityQuery? query = null,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = _inFlight.Enter();
        return await _stores
            .CallAsync(
                "list identities",
                (store, token) => store.ListIdentitiesAsync(query ?? DefaultQuery, token),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IdentityRecord?> FindIdentityAsync(
        IdentityKey identity,
        string tenant = StoreOptions.DefaultTenant,
        string profile = RecognitionProfiles.Faces,
        CancellationToken cancellationToken = default
    )
    {
        using var scope = _inFlight.Enter();
        return await _stores
            .CallAsync(
                "find an identity",
                (store, token) => IdentityFinder.FindAsync(store, identity, tenant, profile, token),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<VisionStore> OpenStoreAsync(CancellationToken cancellationToken = default)
    {
        using var scope = _inFlight.Enter();
        return await _stores.GetAsync(cancellationToken).ConfigureAwait(false);
    }
}
