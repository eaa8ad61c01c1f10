using VisionSdk.Storage;

namespace VisionSdk.Tests;

public sealed class EnrolmentTests : IAsyncDisposable
{
    private readonly IdentityWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task EnrollAsync_keeps_who_it_is_and_what_it_looks_like()
    {
        var options = new EnrolmentOptions
        {
            ExternalKey = "E-1",
            DisplayName = "Ada",
            Tags = ["berlin"],
        };

        var result = await _world.Client.EnrollAsync(_world.Picture(300, 0), options, Token);

        (result.Status, result.IsNew, result.Reasons).ShouldBe((EnrolmentStatus.Enrolled, true, EnrolmentChecks.None));
        var picture = result.Pictures.ShouldHaveSingleItem();
        picture.IsReference.ShouldBeTrue();
        picture.Box.ShouldBe(IdentityWorld.Central);
        picture.Quality.ShouldBe(FakeFaceAnalyzer.Good);
        var found = await _world.Client.FindIdentityAsync(IdentityKey.FromExternalKey("E-1"), cancellationToken: Token);
        found.ShouldNotBeNull();
        (found.Id, found.DisplayName, found.References).ShouldBe((result.IdentityId!.Value, "Ada", 1));
        found.Tags.ShouldBe(["berlin"]);
    }

    [Fact]
    public async Task The_same_picture_again_adds_nothing_and_is_no_error()
    {
        var options = new EnrolmentOptions { ExternalKey = "E-1" };
        var first = await _world.Client.EnrollAsync(_world.Picture(300, 0), options, Token);

        var again = await _world.Client.EnrollAsync(_world.Picture(300, 0), options, Token);

        (again.Status, again.IdentityId, again.IsNew).ShouldBe(
            (EnrolmentStatus.AlreadyEnrolled, first.IdentityId, false)
        );
        again.Reasons.ShouldBe(EnrolmentChecks.SamePicture);
        (await FindAsync("E-1")).References.ShouldBe(1);
    }

    [Fact]
    public async Task Good_pictures_are_stored_and_the_others_say_why_not()
    {
        EnrolmentPicture[] pictures =
        [
            new(_world.Picture(300, 0)),
            new(_world.Picture(301)),
            new(_world.Picture(302, 5)),
            new(_world.Picture(303, (IdentityWorld.Left, 0), (IdentityWorld.Right, 90))),
            new(_world.Picture(304, degrees: null)),
        ];

        var result = await _world.Client.EnrollAsync(pictures, new EnrolmentOptions { ExternalKey = "E-1" }, Token);

        result
            .Pictures.Select(static picture => picture.Reasons)
            .ShouldBe([
                EnrolmentChecks.None,
                EnrolmentChecks.NoFace,
                EnrolmentChecks.None,
                EnrolmentChecks.SeveralFaces,
                EnrolmentChecks.Unusable,
            ]);
        result.Status.ShouldBe(EnrolmentStatus.Enrolled);
        (await FindAsync("E-1")).References.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_enrolment_stores_nobody()
    {
        var result = await _world.Client.EnrollAsync(
            _world.Picture(300),
            new EnrolmentOptions { ExternalKey = "E-1" },
            Token
        );

        (result.Status, result.IdentityId).ShouldBe((EnrolmentStatus.Refused, null));
        (await _world.Client.ListIdentitiesAsync(cancellationToken: Token)).Identities.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_box_says_which_of_several_faces_is_meant()
    {
        var group = _world.Picture(300, (IdentityWorld.Left, 0), (IdentityWorld.Right, 90));
        var left = await EnrollAsync(group, IdentityWorld.Left, "left");
        var right = await EnrollAsync(group, IdentityWorld.Right, "right");

        left.Pictures[0].Box.ShouldBe(IdentityWorld.Left);
        right.Pictures[0].Box.ShouldBe(IdentityWorld.Right);
        var known = await _world.Client.IdentifyAsync(_world.Picture(301, 90), cancellationToken: Token);
        known.Candidates[0].Identity.ExternalKey.ShouldBe("right");
    }

    [Fact]
    public async Task A_box_where_there_is_no_face_is_no_face()
    {
        var result = await EnrollAsync(_world.Picture(300, 0), new BoundingBox(200, 200, 50, 50), "E-1");

        result.Reasons.ShouldBe(EnrolmentChecks.NoFace);
    }

    public static TheoryData<EnrolmentChecks, FaceQuality> PoorFaces =>
        new()
        {
            { EnrolmentChecks.TooSmall, FakeFaceAnalyzer.Good with { FaceSize = 63 } },
            { EnrolmentChecks.TooBlurred, FakeFaceAnalyzer.Good with { Sharpness = 14 } },
            { EnrolmentChecks.TooDark, FakeFaceAnalyzer.Good with { Brightness = 0.14f } },
            { EnrolmentChecks.TooBright, FakeFaceAnalyzer.Good with { Brightness = 0.81f } },
            { EnrolmentChecks.PoseTooFar, FakeFaceAnalyzer.Good with { Yaw = -0.76f } },
            { EnrolmentChecks.PoseTooFar, FakeFaceAnalyzer.Good with { Pitch = 0.36f } },
            { EnrolmentChecks.PoseTooFar, FakeFaceAnalyzer.Good with { Roll = -0.61f } },
            { EnrolmentChecks.PoseTooFar, FakeFaceAnalyzer.Good with { EyeSpacing = 0.67f } },
        };

    [Theory]
    [MemberData(nameof(PoorFaces))]
    public async Task A_poor_picture_is_refused_unless_the_check_is_switched_off(
        EnrolmentChecks reason,
        FaceQuality quality
    )
    {
        var picture = _world.Picture(300, 0);
        _world.Faces.Qualities[300] = quality;

        var strict = await _world.Client.EnrollAsync(picture, cancellationToken: Token);
        var lenient = await _world.Client.EnrollAsync(
            picture,
            new EnrolmentOptions { Checks = EnrolmentChecks.All & ~reason },
            Token
        );

        (strict.Status, strict.Reasons).ShouldBe((EnrolmentStatus.Refused, reason));
        lenient.Status.ShouldBe(EnrolmentStatus.Enrolled);
    }

    [Fact]
    public async Task Several_faces_are_allowed_when_the_check_is_switched_off()
    {
        var picture = _world.Picture(300, (IdentityWorld.Central, 0), (IdentityWorld.Right, 90));

        var result = await _world.Client.EnrollAsync(
            picture,
            new EnrolmentOptions { Checks = EnrolmentChecks.All & ~EnrolmentChecks.SeveralFaces },
            Token
        );

        result.Pictures[0].Box.ShouldBe(IdentityWorld.Central);
        result.Status.ShouldBe(EnrolmentStatus.Enrolled);
    }

    [Fact]
    public async Task A_face_that_is_already_another_identity_is_refused_and_says_which()
    {
        var ada = await _world.EnrollAsync(300, 0, "ada");

        var result = await _world.Client.EnrollAsync(
            _world.Picture(301, 5),
            new EnrolmentOptions { ExternalKey = "bob" },
            Token
        );

        (result.Status, result.Reasons).ShouldBe((EnrolmentStatus.Refused, EnrolmentChecks.AnotherIdentity));
        result.Pictures[0].Resembles.ShouldBe(ada);
    }

    [Fact]
    public async Task Twins_can_be_told_to_be_two()
    {
        var ada = await _world.EnrollAsync(300, 0, "ada");
        var bob = await _world.Client.EnrollAsync(
            _world.Picture(301, 5),
            new EnrolmentOptions { ExternalKey = "bob", Checks = EnrolmentChecks.None },
            Token
        );
        var store = await _world.Client.OpenStoreAsync(Token);
        await store.MarkDistinctAsync(StoreOptions.DefaultTenant, ada, bob.IdentityId!.Value, Token);

        var more = await _world.Client.EnrollAsync(
            _world.Picture(302, 3),
            new EnrolmentOptions { ExternalKey = "bob" },
            Token
        );

        (more.Status, more.Reasons).ShouldBe((EnrolmentStatus.Enrolled, EnrolmentChecks.None));
    }

    [Fact]
    public async Task A_picture_that_does_not_fit_the_others_is_refused_with_its_distance()
    {
        await _world.EnrollAsync(300, 0, "ada");

        var result = await _world.Client.EnrollAsync(
            _world.Picture(301, 60),
            new EnrolmentOptions { ExternalKey = "ada" },
            Token
        );

        result.Reasons.ShouldBe(EnrolmentChecks.DoesNotFit);
        result.Pictures[0].Distance!.Value.ShouldBe(0.5f, 1e-5f);
        (await FindAsync("ada")).References.ShouldBe(1);
    }

    [Fact]
    public async Task Of_several_new_pictures_the_odd_one_is_left_out_wherever_it_stands()
    {
        EnrolmentPicture[] pictures =
        [
            new(_world.Picture(300, 120)),
            new(_world.Picture(301, 0)),
            new(_world.Picture(302, 10)),
        ];

        var result = await _world.Client.EnrollAsync(pictures, cancellationToken: Token);

        result
            .Pictures.Select(static picture => picture.Reasons)
            .ShouldBe([EnrolmentChecks.DoesNotFit, EnrolmentChecks.None, EnrolmentChecks.None]);
    }

    [Fact]
    public async Task A_key_that_must_be_new_and_is_not_is_an_error()
    {
        await _world.EnrollAsync(300, 0, "ada");

        var error = await Should.ThrowAsync<StoreException>(() =>
            _world.Client.EnrollAsync(
                _world.Picture(301, 1),
                new EnrolmentOptions { ExternalKey = "ada", Mode = EnrolmentMode.Create },
                Token
            )
        );

        error.Failure.ShouldBe(StoreFailure.DuplicateKey);
    }

    [Fact]
    public async Task Pictures_are_kept_only_when_they_are_asked_for_and_go_with_the_identity()
    {
        var without = await _world.EnrollAsync(300, 0, "without");
        var with = (
            await _world.Client.EnrollAsync(
                _world.Picture(301, 90),
                new EnrolmentOptions { ExternalKey = "with", KeepCrops = true },
                Token
            )
        )
            .IdentityId!
            .Value;

        (await _world.Client.EraseAsync(without, cancellationToken: Token)).Crops.ShouldBe(0);
        (await _world.Client.EraseAsync(with, cancellationToken: Token)).Crops.ShouldBe(1);
    }

    [Fact]
    public async Task An_enrolment_without_pictures_or_of_an_unknown_profile_is_misuse()
    {
        await Should.ThrowAsync<ArgumentException>(() => _world.Client.EnrollAsync([], cancellationToken: Token));
        var error = await Should.ThrowAsync<ArgumentException>(() =>
            _world.Client.EnrollAsync(_world.Picture(300, 0), new EnrolmentOptions { Profile = "whales" }, Token)
        );
        error.Message.ShouldContain("there are faces");
    }

    private Task<EnrolmentResult> EnrollAsync(ImageSource image, BoundingBox box, string key) =>
        _world.Client.EnrollAsync(
            [new EnrolmentPicture(image, box)],
            new EnrolmentOptions { ExternalKey = key },
            Token
        );

    private async Task<IdentityRecord> FindAsync(string key) =>
        (
            await _world.Client.FindIdentityAsync(IdentityKey.FromExternalKey(key), cancellationToken: Token)
        ).ShouldNotBeNull();
}
