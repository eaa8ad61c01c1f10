namespace VisionSdk.Tests;

/// <summary>An embedder of another space gets a role only when everybody can still be recognised, or when somebody says that this does not matter.</summary>
public sealed class SpaceChangeTests : IAsyncDisposable
{
    private readonly IdentityWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_gallery_that_has_not_moved_keeps_its_embedder()
    {
        await _world.EnrollAsync(100, 0, "ann");
        await _world.Client.Models.RegisterAsync(_world.EmbedderPackage("other-embedder"), cancellationToken: Token);

        var error = await Should.ThrowAsync<ModelActivationException>(() =>
            _world.Client.Models.ActivateAsync(VisionSlots.FaceEmbedder, "other-embedder", cancellationToken: Token)
        );

        error.Failure.ShouldBe(ActivationFailure.SpaceNotMigrated);
        error.Message.ShouldContain("1 identities of profile 'faces'");
        (await IdentifyAsync()).ShouldBe("ann");
    }

    [Fact]
    public async Task An_allowed_change_knows_nobody_and_a_rollback_knows_everybody_again()
    {
        await _world.EnrollAsync(100, 0, "ann");
        await _world.Client.Models.RegisterAsync(_world.EmbedderPackage("other-embedder"), cancellationToken: Token);

        await _world.Client.Models.ActivateAsync(
            VisionSlots.FaceEmbedder,
            "other-embedder",
            new ActivationOptions { AllowSpaceChange = true },
            Token
        );

        (await IdentifyAsync()).ShouldBeNull();
        await _world.Client.Models.RollbackAsync(VisionSlots.FaceEmbedder, cancellationToken: Token);
        (await IdentifyAsync()).ShouldBe("ann");
    }

    [Fact]
    public async Task An_empty_gallery_needs_no_permission()
    {
        await _world.Client.Models.RegisterAsync(_world.EmbedderPackage("other-embedder"), cancellationToken: Token);

        await _world.Client.Models.ActivateAsync(VisionSlots.FaceEmbedder, "other-embedder", cancellationToken: Token);

        await _world.EnrollAsync(100, 0, "ann");
        (await IdentifyAsync()).ShouldBe("ann");
    }

    private async Task<string?> IdentifyAsync()
    {
        var result = await _world.Client.IdentifyAsync(_world.Picture(101, 1), cancellationToken: Token);
        return result.Candidates is [var best, ..] && result.Decision == IdentificationDecision.Known
            ? best.Identity.ExternalKey
            : null;
    }
}
