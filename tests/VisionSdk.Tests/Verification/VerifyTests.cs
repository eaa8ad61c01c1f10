namespace VisionSdk.Tests;

public sealed class VerifyTests
{
    private const int First = 100;
    private const int Second = 101;
    private static readonly BoundingBox Central = new(20, 20, 60, 60);
    private static readonly BoundingBox Bystander = new(0, 0, 45, 45);
    private static readonly BoundingBox Tiny = new(45, 45, 10, 10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // Cosine distance 1 − cos: 20° is 0.060, 30° is 0.134, 40° is 0.234.
    [InlineData(20, VerificationDecision.Match, VerificationReason.None, VerificationSide.None)]
    [InlineData(30, VerificationDecision.Inconclusive, VerificationReason.NearThreshold, VerificationSide.Both)]
    [InlineData(40, VerificationDecision.NoMatch, VerificationReason.None, VerificationSide.None)]
    public async Task VerifyAsync_decides_by_the_distance_of_the_embeddings(
        double degrees,
        VerificationDecision decision,
        VerificationReason reason,
        VerificationSide side
    )
    {
        using var client = Client([(Central, 0)], [(Central, degrees)]);

        var result = await VerifyAsync(client);

        (result.Decision, result.Reason, result.ReasonSide).ShouldBe((decision, reason, side));
        var cosine = Math.Cos(degrees * Math.PI / 180);
        result.CosineSimilarity!.Value.ShouldBe(cosine, 1e-6);
        result.Distance!.Value.ShouldBe(1 - cosine, 1e-6);
    }

    [Fact]
    public async Task VerifyAsync_shows_its_evidence()
    {
        using var client = Client([(Central, 0)], [(Central, 0)]);

        var result = await VerifyAsync(client);

        result.Threshold.FalseMatchRate.ShouldBe(0.001);
        result.Threshold.Comparisons.ShouldBe(100_000);
        result.InconclusiveThreshold!.FalseMatchRate.ShouldBe(0.01);
        result.First.ShouldBe(
            new VerifiedFace
            {
                Status = FaceStatus.Usable,
                FacesFound = 1,
                Box = Central,
                Confidence = 0.8f,
                ImageSize = new ImageSize(First, 100),
            }
        );
        result.Provenance.Space.ShouldNotBeNull();
        result
            .Provenance.Models.Select(static model => model.Slot)
            .ShouldBe([VisionSlots.FaceDetector, VisionSlots.FaceLandmarks, VisionSlots.FaceEmbedder]);
    }

    public static TheoryData<string, string, VerificationReason, VerificationSide> Problems =>
        new()
        {
            { "none", "one", VerificationReason.NoFace, VerificationSide.First },
            { "one", "none", VerificationReason.NoFace, VerificationSide.Second },
            { "none", "none", VerificationReason.NoFace, VerificationSide.Both },
            { "one", "two", VerificationReason.SeveralFaces, VerificationSide.Second },
            { "tiny", "one", VerificationReason.FaceTooSmall, VerificationSide.First },
            { "unusable", "one", VerificationReason.FaceUnusable, VerificationSide.First },
            { "tiny", "two", VerificationReason.FaceTooSmall, VerificationSide.First },
        };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task VerifyAsync_says_which_picture_lacks_a_usable_face_and_why(
        string first,
        string second,
        VerificationReason reason,
        VerificationSide side
    )
    {
        using var client = Client(Scene(first), Scene(second));

        var result = await VerifyAsync(client);

        (result.Decision, result.Reason, result.ReasonSide).ShouldBe((VerificationDecision.Inconclusive, reason, side));
        result.Distance.ShouldBeNull();
        result.CosineSimilarity.ShouldBeNull();
        (result.First.FacesFound, result.Second.FacesFound).ShouldBe((Scene(first).Length, Scene(second).Length));
    }

    [Fact]
    public async Task VerifyAsync_takes_the_most_prominent_face_when_it_is_told_to()
    {
        using var client = Client(Scene("two"), [(Central, 0)]);

        var result = await VerifyAsync(client, new VerifyOptions { FaceSelection = FaceSelection.MostProminent });

        result.Decision.ShouldBe(VerificationDecision.Match);
        result.First.Box.ShouldBe(Central);
        result.First.FacesFound.ShouldBe(2);
    }

    [Fact]
    public async Task VerifyAsync_ignores_a_second_face_below_the_minimum_size()
    {
        using var client = Client([(Tiny, 90), (Central, 0)], [(Central, 0)]);

        (await VerifyAsync(client)).Decision.ShouldBe(VerificationDecision.Match);
    }

    [Fact]
    public async Task VerifyAsync_uses_the_rates_of_the_call_before_those_of_the_client()
    {
        using var client = Client([(Central, 0)], [(Central, 30)]);

        var loose = await VerifyAsync(client, new VerifyOptions { FalseMatchRate = 0.01 });
        var noBand = await VerifyAsync(client, new VerifyOptions { InconclusiveFalseMatchRate = 0.0001 });

        loose.Decision.ShouldBe(VerificationDecision.Match);
        noBand.Decision.ShouldBe(VerificationDecision.NoMatch);
        noBand.InconclusiveThreshold.ShouldBeNull();
    }

    [Fact]
    public async Task VerifyAsync_refuses_a_rate_without_calibration_before_it_looks_at_a_picture()
    {
        using var client = Client([], []);

        var error = await Should.ThrowAsync<ThresholdUnavailableException>(() =>
            VerifyAsync(client, new VerifyOptions { FalseMatchRate = 0.5 })
        );

        error.AvailableRates.ShouldBe([0.001, 0.01]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void VerifyAsync_checks_the_rate(double rate)
    {
        using var client = Client([], []);

        Should.Throw<ArgumentOutOfRangeException>(() =>
            VerifyAsync(client, new VerifyOptions { FalseMatchRate = rate })
        );
    }

    private static (BoundingBox, double?)[] Scene(string name) =>
        name switch
        {
            "one" => [(Central, 0)],
            "two" => [(Bystander, 90), (Central, 0)],
            "tiny" => [(Tiny, 0)],
            "unusable" => [(Central, null)],
            _ => [],
        };

    private static VisionClient Client((BoundingBox, double?)[] first, (BoundingBox, double?)[] second)
    {
        var factory = new FakeModelFactory();
        factory.Models["face-embedder-dlib"] = new FakeModel(
            Manifests.Embedder("face-embedder-dlib", Manifests.Threshold(0.001, 0.1), Manifests.Threshold(0.01, 0.15))
        );
        factory.Faces.Faces[First] = first;
        factory.Faces.Faces[Second] = second;
        return TestClient.Create(factory);
    }

    private static Task<VerificationResult> VerifyAsync(VisionClient client, VerifyOptions? options = null) =>
        client.VerifyAsync(Pictures.Sized(First, 100), Pictures.Sized(Second, 100), options, Token);
}
