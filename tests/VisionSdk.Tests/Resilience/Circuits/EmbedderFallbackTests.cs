namespace VisionSdk.Tests;

/// <summary>An embedder of another space answers only where that can do no harm.</summary>
public sealed class EmbedderFallbackTests
{
    private static readonly BoundingBox Face = new(20, 20, 80, 80);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_embedder_of_the_same_space_answers_for_everything()
    {
        await using var world = await WorldAsync();
        await world.ActivateAsync(VisionSlots.FaceEmbedder, Embedder("3.0.0"));
        await BreakAsync(world, "3.0.0");

        var result = await world.Client.EmbedAsync(Picture(world), cancellationToken: Token);

        result.Provenance.Models[^1].Version.ShouldBe("2.0.0");
        result.Provenance.Fallbacks.ShouldHaveSingleItem().Slot.ShouldBe(VisionSlots.FaceEmbedder);
        var enrolled = await world.Client.EnrollAsync(Picture(world), cancellationToken: Token);
        enrolled.Status.ShouldBe(EnrolmentStatus.Enrolled);
        enrolled.Provenance.Fallbacks.Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_embedder_of_another_space_answers_nobody_who_keeps_the_embedding()
    {
        await using var world = await WorldAsync();
        await BreakAsync(world);

        await Should.ThrowAsync<VisionUnavailableException>(() =>
            world.Client.EmbedAsync(Picture(world), cancellationToken: Token)
        );
        await Should.ThrowAsync<VisionUnavailableException>(() =>
            world.Client.EnrollAsync(Picture(world), cancellationToken: Token)
        );
    }

    [Fact]
    public async Task An_embedder_of_another_space_answers_who_is_in_a_picture_if_all_of_the_gallery_is_in_that_space()
    {
        await using var world = await WorldAsync(enrolBefore: true);
        await BreakAsync(world);

        var result = await world.Client.IdentifyAsync(Picture(world), cancellationToken: Token);

        result.Decision.ShouldBe(IdentificationDecision.Known);
        result.Provenance.Fallbacks.Length.ShouldBe(1);
        var claim = await world.Client.VerifyAsync(
            IdentityKey.FromExternalKey("jane"),
            Picture(world),
            cancellationToken: Token
        );
        claim.Decision.ShouldBe(VerificationDecision.Match);
    }

    [Fact]
    public async Task An_embedder_of_another_space_does_not_answer_when_somebody_is_not_enrolled_in_it()
    {
        await using var world = await WorldAsync(enrolBefore: true);
        await world.Client.EnrollAsync(Picture(world, 400, 90), cancellationToken: Token);
        await BreakAsync(world);

        await Should.ThrowAsync<VisionUnavailableException>(() =>
            world.Client.IdentifyAsync(Picture(world), cancellationToken: Token)
        );
    }

    /// <summary>Of another space than the version of the options, whose graph is another one.</summary>
    private static ModelManifest Embedder(string version) =>
        Manifests.Embedder("face-embedder-dlib", VersionWorld.Thresholds) with
        {
            Version = version,
        };

    private static async Task<VersionWorld> WorldAsync(bool enrolBefore = false)
    {
        var world = new VersionWorld();
        if (enrolBefore)
        {
            await world.Client.EnrollAsync(
                Picture(world),
                new EnrolmentOptions { ExternalKey = "jane" },
                cancellationToken: Token
            );
        }

        await world.ActivateAsync(
            VisionSlots.FaceEmbedder,
            Embedder("2.0.0"),
            new ActivationOptions { AllowSpaceChange = true }
        );
        return world;
    }

    private static async Task BreakAsync(VersionWorld world, string version = "2.0.0")
    {
        var model = world.Loaded[version];
        model.DuringRun = () => VersionWorld.Fail(model.Manifest);
        for (var run = 0; run < VersionWorld.Runs; run++)
        {
            try
            {
                await world.Client.EmbedAsync(Picture(world), cancellationToken: Token);
            }
            catch (Exception exception) when (exception is ModelRunException or VisionUnavailableException)
            {
                // Until the circuit opens, and nobody else may answer.
            }
        }
    }

    private static ImageSource Picture(VersionWorld world, int width = 300, double degrees = 0)
    {
        world.Factory.Faces.Faces[width] = [(Face, degrees)];
        return Pictures.Sized(width, 300);
    }
}
