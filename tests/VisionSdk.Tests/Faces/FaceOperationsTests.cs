namespace VisionSdk.Tests;

public sealed class FaceOperationsTests
{
    private const int Crowd = 100;
    private static readonly BoundingBox Central = new(20, 20, 60, 60);
    private static readonly BoundingBox Bystander = new(0, 0, 45, 45);
    private static readonly BoundingBox Tiny = new(45, 45, 10, 10);

    private readonly FakeModelFactory _factory = new();

    public FaceOperationsTests()
    {
        _factory.Models["face-embedder-dlib"] = new FakeModel(Manifests.Embedder("face-embedder-dlib"));
        _factory.Faces.Faces[Crowd] = [(Tiny, 10), (Bystander, null), (Central, 20)];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnalyzeFacesAsync_returns_every_face_most_prominent_first()
    {
        using var client = TestClient.Create(_factory);

        var result = await client.AnalyzeFacesAsync(Pictures.Sized(Crowd, 100), cancellationToken: Token);

        result.Faces.Select(static face => face.Box).ShouldBe([Central, Tiny, Bystander]);
        result.ImageSize.ShouldBe(new ImageSize(Crowd, 100));
    }

    [Fact]
    public async Task AnalyzeFacesAsync_loads_only_the_models_that_the_features_need()
    {
        using var client = TestClient.Create(_factory);

        var result = await client.AnalyzeFacesAsync(
            Pictures.Sized(Crowd, 100),
            new AnalyzeFacesOptions { Features = FaceFeatures.Expression },
            Token
        );

        result
            .Provenance.Models.Select(static model => model.Slot)
            .ShouldBe([VisionSlots.FaceDetector, VisionSlots.FaceExpression]);
        _factory.Loads.ShouldBe(2);
        _factory.FaceModels!.Landmarks.ShouldBeNull();
        _factory.FaceModels.Embedder.ShouldBeNull();
    }

    [Fact]
    public async Task AnalyzeFacesAsync_makes_no_embedding_unless_it_is_asked_for()
    {
        using var client = TestClient.Create(_factory);

        var result = await client.AnalyzeFacesAsync(Pictures.Sized(Crowd, 100), cancellationToken: Token);

        result.Provenance.Space.ShouldBeNull();
        result.Provenance.Models.ShouldNotContain(static model => model.Slot == VisionSlots.FaceEmbedder);
        _factory.Faces.Requests.ShouldHaveSingleItem().Features.ShouldBe(FaceFeatures.Default);
    }

    [Fact]
    public async Task EmbedAsync_leaves_out_faces_that_are_too_small_or_cannot_be_embedded_and_counts_them()
    {
        using var client = TestClient.Create(_factory);

        var result = await client.EmbedAsync(Pictures.Sized(Crowd, 100), cancellationToken: Token);

        var face = result.Faces.ShouldHaveSingleItem();
        face.Box.ShouldBe(Central);
        face.Embedding.Space.ShouldBe(result.Provenance.Space!.Value);
        result.FacesFound.ShouldBe(3);
    }

    [Fact]
    public async Task EmbedAsync_of_a_profile_that_does_not_exist_names_those_that_do()
    {
        using var client = TestClient.Create(_factory);

        var error = await Should.ThrowAsync<ArgumentException>(() =>
            client.EmbedAsync(Pictures.Sized(Crowd, 100), new EmbedOptions { Profile = "whales" }, Token)
        );

        error.Message.ShouldContain("'whales'");
        error.Message.ShouldContain("faces");
    }

    [Fact]
    public async Task EmbedAsync_embeds_smaller_faces_when_it_is_told_to()
    {
        using var client = TestClient.Create(_factory);

        var all = await client.EmbedAsync(Pictures.Sized(Crowd, 100), new EmbedOptions { MinFaceSize = 0 }, Token);
        var first = await client.EmbedAsync(
            Pictures.Sized(Crowd, 100),
            new EmbedOptions { MinFaceSize = 0, MostProminentOnly = true },
            Token
        );

        all.Faces.Select(static face => face.Box).ShouldBe([Central, Tiny]);
        first.Faces.Select(static face => face.Box).ShouldBe([Central]);
    }

    [Fact]
    public async Task EmbedAsync_of_a_picture_without_faces_is_empty_and_no_error()
    {
        using var client = TestClient.Create(_factory);

        var result = await client.EmbedAsync(Pictures.Sized(7, 7), cancellationToken: Token);

        result.Faces.ShouldBeEmpty();
        result.FacesFound.ShouldBe(0);
    }
}
