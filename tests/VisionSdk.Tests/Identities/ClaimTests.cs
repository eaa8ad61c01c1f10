using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class ClaimTests : IAsyncDisposable
{
    private readonly IdentityWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(20, VerificationDecision.Match, VerificationReason.None)]
    [InlineData(30, VerificationDecision.Inconclusive, VerificationReason.NearThreshold)]
    [InlineData(40, VerificationDecision.NoMatch, VerificationReason.None)]
    public async Task VerifyAsync_compares_with_the_nearest_reference(
        double degrees,
        VerificationDecision decision,
        VerificationReason reason
    )
    {
        await _world.Client.EnrollAsync(
            [new(_world.Picture(300, 0)), new(_world.Picture(301, -10))],
            new EnrolmentOptions { ExternalKey = "ada" },
            Token
        );

        var result = await _world.Client.VerifyAsync(
            IdentityKey.FromExternalKey("ada"),
            _world.Picture(302, degrees),
            cancellationToken: Token
        );

        (result.Decision, result.Reason, result.References).ShouldBe((decision, reason, 2));
        result.Distance!.Value.ShouldBe(1 - Math.Cos(degrees * Math.PI / 180), 1e-5);
        result.Threshold!.FalseMatchRate.ShouldBe(0.001);
    }

    [Fact]
    public async Task VerifyAsync_looks_at_the_claimed_identity_only()
    {
        var ada = await _world.EnrollAsync(300, 0, "ada");
        await _world.EnrollAsync(301, 90, "bob");

        var result = await _world.Client.VerifyAsync(ada, _world.Picture(302, 90), cancellationToken: Token);

        result.Decision.ShouldBe(VerificationDecision.NoMatch);
        result.IdentityId.ShouldBe(ada);
    }

    [Fact]
    public async Task VerifyAsync_respects_what_was_rejected()
    {
        var ada = await _world.EnrollAsync(300, 0, "ada");
        await _world.Client.RejectAsync(ada, _world.Picture(301, 10), cancellationToken: Token);

        var result = await _world.Client.VerifyAsync(ada, _world.Picture(302, 9), cancellationToken: Token);

        (result.Decision, result.Reason).ShouldBe((VerificationDecision.NoMatch, VerificationReason.Rejected));
    }

    [Fact]
    public async Task VerifyAsync_says_that_a_picture_has_no_face()
    {
        var ada = await _world.EnrollAsync(300, 0, "ada");

        var result = await _world.Client.VerifyAsync(ada, _world.Picture(301), cancellationToken: Token);

        (result.Decision, result.Reason).ShouldBe((VerificationDecision.Inconclusive, VerificationReason.NoFace));
    }

    [Fact]
    public async Task Somebody_who_is_not_enrolled_is_an_error()
    {
        foreach (var key in (IdentityKey[])[Guid.NewGuid(), IdentityKey.FromExternalKey("nobody")])
        {
            var error = await Should.ThrowAsync<StoreException>(() =>
                _world.Client.VerifyAsync(key, _world.Picture(300, 0), cancellationToken: Token)
            );

            error.Failure.ShouldBe(StoreFailure.UnknownIdentity);
            error.Message.ShouldNotContain("nobody");
        }

        await Should.ThrowAsync<ArgumentException>(() =>
            _world.Client.VerifyAsync(default(IdentityKey), _world.Picture(300, 0), cancellationToken: Token)
        );
    }

    [Fact]
    public async Task A_picture_that_cannot_be_decoded_leaves_everything_as_it_was()
    {
        var ada = await _world.EnrollAsync(300, 0, "ada");

        await Should.ThrowAsync<ImageDecodeException>(() =>
            _world.Client.EnrollAsync(
                [new(_world.Picture(301, 1)), new(Pictures.Damaged())],
                new EnrolmentOptions { ExternalKey = "ada" },
                Token
            )
        );

        (await _world.Client.FindIdentityAsync(ada, cancellationToken: Token))!.References.ShouldBe(1);
    }
}
