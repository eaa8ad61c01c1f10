using System.Globalization;
using VisionSdk.Models;
using VisionSdk.TestUtilities;

namespace VisionSdk.Tests;

/// <summary>A profile without a detector, with real models on whole pictures: the grey portraits of the ORL face database.</summary>
public sealed class RecognitionProfileTests : IAsyncDisposable
{
    private const string Profile = "portraits";
    private const int Width = 92;
    private const int Height = 112;

    // Measured by samples/04-CustomIdentities on the enrolled pictures of thirty people.
    private const double MaxDistance = 0.368;

    private readonly TemporaryFolder _folder = new();
    private readonly VisionClient _client;

    public RecognitionProfileTests() => _client = Open(DefaultModels.FaceEmbedderFaceRes, MaxDistance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IdentifyOptions Identify => new() { Profile = Profile };

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Whole_pictures_are_recognised_without_a_detector()
    {
        for (var person = 1; person <= 5; person++)
        {
            (await EnrollAsync(person)).Status.ShouldBe(EnrolmentStatus.Enrolled);
        }

        for (var person = 1; person <= 5; person++)
        {
            var known = await _client.IdentifyAsync(Portrait(person, 3), Identify, Token);
            known.Decision.ShouldBe(IdentificationDecision.Known);
            known.Candidates[0].Identity.ExternalKey.ShouldBe(KeyOf(person));
        }

        var stranger = await _client.IdentifyAsync(Portrait(40, 1), Identify, Token);
        (stranger.Decision, stranger.MaxDistance).ShouldBe((IdentificationDecision.Unknown, MaxDistance));
        var claim = await _client.VerifyAsync(
            IdentityKey.FromExternalKey(KeyOf(1)),
            Portrait(2, 3),
            new ClaimOptions { Profile = Profile },
            Token
        );
        claim.Decision.ShouldBe(VerificationDecision.NoMatch);
    }

    [Fact]
    public async Task Without_a_detector_the_picture_is_the_thing_and_only_the_embedder_runs()
    {
        var result = await EnrollAsync(1);

        result
            .Provenance.Models.Select(static model => (model.Slot, model.ModelId))
            .ShouldBe([("portraits/embedder", DefaultModels.FaceEmbedderFaceRes)]);
        var picture = result.Pictures[0];
        (picture.FacesFound, picture.Box, picture.Quality).ShouldBe((1, new BoundingBox(0, 0, Width, Height), null));
    }

    [Fact]
    public async Task EmbedAsync_of_a_profile_without_a_detector_embeds_the_whole_picture()
    {
        var portrait = Portrait(1, 1);

        var embedded = await _client.EmbedAsync(portrait, new EmbedOptions { Profile = Profile }, Token);

        var face = embedded.Faces.ShouldHaveSingleItem();
        face.Box.ShouldBe(new BoundingBox(0, 0, Width, Height));
        embedded.Provenance.Models.Single().ModelId.ShouldBe(DefaultModels.FaceEmbedderFaceRes);
        face.Embedding.Space.ShouldBe(embedded.Provenance.Space!.Value);
    }

    [Fact]
    public async Task Without_a_distance_of_its_own_a_profile_uses_the_thresholds_of_the_package()
    {
        await using var client = Open(DefaultModels.FaceEmbedderFaceRes, maxDistance: null);

        var answer = await client.IdentifyAsync(Portrait(1, 1), Identify, Token);

        answer.Threshold.ShouldNotBeNull().Distance.ShouldBe(answer.MaxDistance);
        answer.ExpectedFalsePositiveRate.ShouldBe(0);
    }

    [Fact]
    public async Task The_identities_of_another_profile_are_not_met()
    {
        await EnrollAsync(1);

        var page = await _client.ListIdentitiesAsync(new() { Profile = Profile }, Token);
        var faces = await _client.ListIdentitiesAsync(cancellationToken: Token);
        var found = await _client.FindIdentityAsync(IdentityKey.FromExternalKey(KeyOf(1)), cancellationToken: Token);

        page.Identities.Length.ShouldBe(1);
        faces.Identities.ShouldBeEmpty();
        found.ShouldBeNull();
    }

    [Fact]
    public async Task An_aligned_embedder_needs_a_detector_and_says_so()
    {
        await using var client = Open(DefaultModels.FaceEmbedderDlib, maxDistance: null);

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.IdentifyAsync(Pictures.Sized(Width, Height), Identify, Token)
        );

        error.ModelId.ShouldBe(DefaultModels.FaceEmbedderDlib);
        error.Message.ShouldContain("Name a detector and a landmark model in the profile");
    }

    [Fact]
    public async Task A_model_that_does_not_embed_is_no_embedder_of_a_profile()
    {
        await using var client = Open(DefaultModels.FaceDetectorBlazeFace, maxDistance: null);

        var error = await Should.ThrowAsync<ModelLoadException>(() =>
            client.IdentifyAsync(Pictures.Sized(Width, Height), Identify, Token)
        );

        error.Message.ShouldContain($"the embedder of recognition profile '{Profile}' needs Embedding");
    }

    private Task<EnrolmentResult> EnrollAsync(int person) =>
        _client.EnrollAsync(
            [new(Portrait(person, 1)), new(Portrait(person, 2))],
            new EnrolmentOptions { Profile = Profile, ExternalKey = KeyOf(person) },
            Token
        );

    private VisionClient Open(string embedder, double? maxDistance)
    {
        var options = new VisionSdkOptions();
        options.Slots["portraits/embedder"] = embedder;
        options.Profiles[Profile] = new RecognitionProfile
        {
            Embedder = "portraits/embedder",
            MaxDistance = maxDistance,
        };
        options.Store.Database = _folder.At("portraits.db");
        options.Store.KeyDirectory = _folder.At("keys");
        options.Store.KeyFile = _folder.At("key.txt");
        return VisionClient.Create(options);
    }

    /// <summary>The pixels are the end of the file, after a header of text.</summary>
    private static ImageSource Portrait(int person, int number)
    {
        var folder = TestData.Find("orl-faces");
        Assert.SkipWhen(folder is null, TestData.Missing);
        var file = File.ReadAllBytes(Path.Combine(folder, KeyOf(person), Invariant($"{number}.pgm")));
        return ImageSource.FromPixels(file.AsMemory(file.Length - (Width * Height)), Width, Height, PixelFormat.Gray8);
    }

    private static string KeyOf(int person) => Invariant($"s{person}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
