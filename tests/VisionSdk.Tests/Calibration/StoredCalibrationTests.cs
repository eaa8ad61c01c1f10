using Microsoft.Extensions.DependencyInjection;
using VisionSdk.Storage;

namespace VisionSdk.Tests;

/// <summary>What a stored calibration changes. The package's own thresholds are 0.075 at 0.001 and 0.15 at 0.01.</summary>
public sealed class StoredCalibrationTests : IAsyncDisposable
{
    private readonly IdentityWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_stored_calibration_decides_verification_and_says_so_and_taken_back_it_does_not()
    {
        var (anna, twenty) = (_world.Picture(300, 0), _world.Picture(301, 20));
        var before = await _world.Client.VerifyAsync(anna, twenty, cancellationToken: Token);
        (before.Decision, before.Calibration, before.MatchProbability).ShouldBe(
            (VerificationDecision.Match, null, null)
        );

        var stored = await CalibrateAsync(_world.Client);

        var after = await _world.Client.VerifyAsync(anna, twenty, cancellationToken: Token);
        after.Decision.ShouldBe(VerificationDecision.NoMatch);
        after.Threshold.Distance.ShouldBe(Distances.AtOneInThousand, 1e-5);
        var evidence = after.Calibration.ShouldNotBeNull();
        (evidence.Id, evidence.Space, evidence.DataSet, evidence.CreatedAt).ShouldBe(
            (stored.Id, stored.Space, "labelled pairs", stored.CreatedAt)
        );
        after.MatchProbability.ShouldBe(stored.Calibration!.Probability!.At(after.Distance!.Value));
        var near = await _world.Client.VerifyAsync(anna, _world.Picture(302, 5), cancellationToken: Token);
        near.Decision.ShouldBe(VerificationDecision.Match);
        near.MatchProbability!.Value.ShouldBeGreaterThan(after.MatchProbability!.Value);

        await _world.Client.Calibration.WithdrawAsync(cancellationToken: Token);

        var withdrawn = await _world.Client.VerifyAsync(anna, twenty, cancellationToken: Token);
        (withdrawn.Decision, withdrawn.Calibration).ShouldBe((VerificationDecision.Match, null));
        var history = await _world.Client.Calibration.ListAsync(cancellationToken: Token);
        history.Select(static item => item.Calibration is null).ShouldBe([true, false]);
        (await _world.Client.Calibration.FindCurrentAsync(cancellationToken: Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_stored_calibration_decides_claims_and_identification()
    {
        var anna = await _world.EnrollAsync(300, 0, "anna");
        var twenty = _world.Picture(301, 20);
        (await ClaimAsync()).Decision.ShouldBe(VerificationDecision.Match);
        (await IdentifyAsync(twenty)).Decision.ShouldBe(IdentificationDecision.Known);

        var stored = await CalibrateAsync(_world.Client);

        var claim = await ClaimAsync();
        (claim.Decision, claim.Calibration?.Id).ShouldBe((VerificationDecision.NoMatch, stored.Id));
        claim.MatchProbability.ShouldBe(stored.Calibration!.Probability!.At(claim.Distance!.Value));
        var stranger = await IdentifyAsync(twenty);
        (stranger.Decision, stranger.Calibration?.Id).ShouldBe((IdentificationDecision.Unknown, stored.Id));
        var known = await IdentifyAsync(_world.Picture(302, 10));
        known.Decision.ShouldBe(IdentificationDecision.Known);
        known.Candidates[0].MatchProbability.ShouldBe(stored.Calibration.Probability.At(known.Candidates[0].Distance));

        Task<ClaimResult> ClaimAsync() => _world.Client.VerifyAsync(anna, twenty, cancellationToken: Token);

        Task<IdentificationResult> IdentifyAsync(ImageSource picture) =>
            _world.Client.IdentifyAsync(picture, cancellationToken: Token);
    }

    [Fact]
    public async Task Enrolment_goes_by_it_too()
    {
        await _world.EnrollAsync(300, 0, "anna");
        (await EnrollOtherAsync(301)).Reasons.ShouldBe(EnrolmentChecks.AnotherIdentity);

        await CalibrateAsync(_world.Client);

        (await EnrollOtherAsync(302)).Reasons.ShouldBe(EnrolmentChecks.None);

        async Task<EnrolledPicture> EnrollOtherAsync(int width) =>
            (
                await _world.Client.EnrollAsync(
                    _world.Picture(width, 20),
                    new EnrolmentOptions { ExternalKey = $"other {width}" },
                    Token
                )
            ).Pictures[0];
    }

    [Fact]
    public async Task Another_process_goes_by_it_within_two_seconds()
    {
        await _world.EnrollAsync(300, 0);
        await using var other = _world.Open();
        var (anna, twenty) = (_world.Picture(300, 0), _world.Picture(301, 20));
        (await other.VerifyAsync(anna, twenty, cancellationToken: Token)).Calibration.ShouldBeNull();

        var stored = await CalibrateAsync(_world.Client);
        var started = TimeProvider.System.GetTimestamp();
        while ((await other.VerifyAsync(anna, twenty, cancellationToken: Token)).Calibration?.Id != stored.Id)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(20, Token);
        }

        (await other.VerifyAsync(anna, twenty, cancellationToken: Token)).Decision.ShouldBe(
            VerificationDecision.NoMatch
        );
    }

    [Fact]
    public async Task A_calibration_of_one_space_says_nothing_in_another()
    {
        await CalibrateAsync(_world.Client);
        var (anna, twenty) = (_world.Picture(300, 0), _world.Picture(301, 20));
        (await _world.Client.VerifyAsync(anna, twenty, cancellationToken: Token)).Calibration.ShouldNotBeNull();

        await using var other = _world.Open(options =>
            options.Slots[VisionSlots.FaceEmbedder] = _world.AddEmbedder("other", 'c')
        );

        var result = await other.VerifyAsync(anna, twenty, cancellationToken: Token);
        (result.Decision, result.Calibration, result.Threshold.Distance).ShouldBe(
            (VerificationDecision.Match, null, 0.075)
        );
        (await other.Calibration.FindCurrentAsync(cancellationToken: Token)).ShouldBeNull();
        (await other.Calibration.ListAsync(cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Comparing_two_pictures_makes_no_store()
    {
        var result = await _world.Client.VerifyAsync(
            _world.Picture(300, 0),
            _world.Picture(301, 20),
            cancellationToken: Token
        );

        result.Decision.ShouldBe(VerificationDecision.Match);
        File.Exists(_world.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_an_error_before_the_first_decision()
    {
        await File.WriteAllTextAsync(_world.DatabaseFile, new string('x', 5000), Token);
        await using var client = _world.Open(static options => options.Models.FollowRegistry = false);

        var error = await Should.ThrowAsync<StoreException>(() =>
            client.VerifyAsync(_world.Picture(300, 0), _world.Picture(301, 20), cancellationToken: Token)
        );

        error.Failure.ShouldBe(StoreFailure.Corrupt);
    }

    [Fact]
    public async Task A_store_that_goes_away_later_leaves_the_thresholds_as_they_are()
    {
        await using var client = _world.Open(static options =>
        {
            options.Models.FollowRegistry = false;
            options.Models.FollowInterval = TimeSpan.FromMilliseconds(50);
        });
        await CalibrateAsync(client);
        File.Move(_world.DatabaseFile, _world.At("elsewhere.db"));

        await Task.Delay(300, Token);

        var result = await client.VerifyAsync(
            _world.Picture(300, 0),
            _world.Picture(301, 20),
            cancellationToken: Token
        );
        result.Calibration.ShouldNotBeNull();
        File.Exists(_world.DatabaseFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_calibration_by_which_the_client_could_not_verify_is_not_stored_unless_that_is_meant()
    {
        var report = await _world.Client.Calibration.CalibrateAsync(
            _world.EmbedderSpace,
            Distances.Pairs(),
            new CalibrationOptions { Rates = [0.01] },
            Token
        );

        var error = await Should.ThrowAsync<CalibrationRefusedException>(() =>
            _world.Client.Calibration.StoreAsync(report, cancellationToken: Token)
        );
        error.Message.ShouldContain("0.001");
        var stored = await _world.Client.Calibration.StoreAsync(
            report,
            new CalibrationStoreOptions
            {
                AllowMissingRate = true,
                Actor = "ops-7",
                Reason = "identification only",
            },
            Token
        );

        (stored.Actor, stored.Reason).ShouldBe(("ops-7", "identification only"));
        await Should.ThrowAsync<ThresholdUnavailableException>(() =>
            _world.Client.VerifyAsync(_world.Picture(300, 0), _world.Picture(301, 20), cancellationToken: Token)
        );
    }

    [Fact]
    public async Task What_holds_is_looked_up_without_allocating()
    {
        await CalibrateAsync(_world.Client);
        var watch = _world.Client.Calibrations;
        var manifest = _world.Embedder;
        var space = _world.EmbedderSpace;
        (await watch.ThresholdsAsync(manifest, space, Token)).Evidence.ShouldNotBeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            _ = await watch.ThresholdsAsync(manifest, space, CancellationToken.None);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task The_calibrator_is_a_service_beside_the_client()
    {
        await using var services = AddTo(new ServiceCollection()).BuildServiceProvider();

        services
            .GetRequiredService<IThresholdCalibrator>()
            .ShouldBeSameAs(services.GetRequiredService<IVisionClient>().Calibration);
    }

    private IServiceCollection AddTo(IServiceCollection services)
    {
        _world.AddTo(services);
        return services;
    }

    private static async Task<StoredCalibration> CalibrateAsync(VisionClient client)
    {
        var space = (await client.WarmUpAsync([VisionSlots.FaceEmbedder], Token))[0].Space!.Value;
        var report = await client.Calibration.CalibrateAsync(space, Distances.Pairs(), cancellationToken: Token);
        return await client.Calibration.StoreAsync(report, cancellationToken: Token);
    }
}
