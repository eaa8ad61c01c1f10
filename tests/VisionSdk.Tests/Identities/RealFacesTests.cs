using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>Enrol, verify, identify, reject and erase with the default models on real portraits.</summary>
public sealed class RealFacesTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly VisionClient _client;

    public RealFacesTests() => _client = Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_person_is_enrolled_recognised_and_forgotten()
    {
        var enrolled = await _client.EnrollAsync(
            [new(Portrait("Abdullah_Gul", 1)), new(Portrait("Abdullah_Gul", 6))],
            new EnrolmentOptions
            {
                ExternalKey = "E-1",
                DisplayName = "Abdullah Gul",
                KeepCrops = true,
            },
            Token
        );
        enrolled.Status.ShouldBe(EnrolmentStatus.Enrolled);
        enrolled.Pictures.ShouldAllBe(static picture => picture.IsReference);

        // Another client, as after a restart: the gallery comes from the file, the keys from the key ring.
        await using (var other = Open())
        {
            var known = await other.IdentifyAsync(Portrait("Abdullah_Gul", 7), cancellationToken: Token);
            (known.Decision, known.Candidates[0].Identity.DisplayName).ShouldBe(
                (IdentificationDecision.Known, "Abdullah Gul")
            );
            var claim = await other.VerifyAsync(
                IdentityKey.FromExternalKey("E-1"),
                Portrait("Abdullah_Gul", 12),
                cancellationToken: Token
            );
            claim.Decision.ShouldBe(VerificationDecision.Match);
            var stranger = await other.IdentifyAsync(Portrait("AJ_Lamas", 1), cancellationToken: Token);
            stranger.Decision.ShouldBe(IdentificationDecision.Unknown);
        }

        var receipt = await _client.EraseAsync(enrolled.IdentityId!.Value, cancellationToken: Token);
        (receipt.IsComplete, receipt.Embeddings, receipt.Crops).ShouldBe((true, 2, 2));
        var after = await _client.IdentifyAsync(Portrait("Abdullah_Gul", 7), cancellationToken: Token);
        after.Decision.ShouldBe(IdentificationDecision.Unknown);
    }

    [Fact]
    public async Task Somebody_else_does_not_become_a_reference_of_a_person()
    {
        var options = new EnrolmentOptions { ExternalKey = "E-1" };
        await _client.EnrollAsync(Portrait("Abdullah_Gul", 1), options, Token);

        var wrong = await _client.EnrollAsync(Portrait("AJ_Lamas", 1), options, Token);
        var twice = await _client.EnrollAsync(
            Portrait("Abdullah_Gul", 6),
            new EnrolmentOptions { ExternalKey = "E-2" },
            Token
        );

        wrong.Reasons.ShouldBe(EnrolmentChecks.DoesNotFit);
        twice.Reasons.ShouldBe(EnrolmentChecks.AnotherIdentity);
    }

    private static ImageSource Portrait(string person, int number)
    {
        var folder = TestData.Find("lfw-devtest", "images");
        Assert.SkipWhen(folder is null, TestData.Missing);
        return ImageSource.FromFile(Path.Combine(folder, person, $"{person}_{number:D4}.jpg"));
    }

    private VisionClient Open()
    {
        var options = new VisionSdkOptions();
        options.Store.Database = Path.Combine(_folder.FullName, "vision.db");
        options.Store.KeyDirectory = Path.Combine(_folder.FullName, "keys");
        return VisionClient.Create(options);
    }
}
