namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Fact]
    public async Task Enroll_creates_an_identity_that_is_found_by_its_id_and_its_key()
    {
        await using var store = await Fixture.OpenAsync();

        var receipt = await store.EnrollAsync(Samples.Person("anna", 1, 2) with { Tags = ["staff"] }, Token);

        receipt.IsNew.ShouldBeTrue();
        receipt.Added.Length.ShouldBe(2);
        var found = (await store.FindIdentityAsync(Tenant, receipt.IdentityId, Token)).ShouldNotBeNull();
        found.DisplayName.ShouldBe("Name of anna");
        found.ExternalKey.ShouldBe("anna");
        found.Tags.ShouldBe(["staff"]);
        found.References.ShouldBe(2);
        (await store.FindIdentityAsync(Tenant, "faces", "anna", Token))!.Id.ShouldBe(found.Id);
        (await store.FindIdentityAsync(Tenant, "faces", "bert", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Enroll_again_changes_nothing()
    {
        await using var store = await Fixture.OpenAsync();
        var first = await store.EnrollAsync(Samples.Person("anna", 1, 2), Token);

        var second = await store.EnrollAsync(Samples.Person("anna", 2, 1), Token);

        second.IdentityId.ShouldBe(first.IdentityId);
        second.IsNew.ShouldBeFalse();
        second.Added.ShouldBeEmpty();
        second.AlreadyPresent.ShouldBe(2);
        (await store.FindIdentityAsync(Tenant, first.IdentityId, Token))!.References.ShouldBe(2);
    }

    [Fact]
    public async Task Enroll_adds_to_an_identity_of_the_same_key()
    {
        await using var store = await Fixture.OpenAsync();
        var first = await store.EnrollAsync(Samples.Person("anna", 1), Token);

        var second = await store.EnrollAsync(Samples.Person("anna", 2) with { DisplayName = "Anna B." }, Token);

        second.IdentityId.ShouldBe(first.IdentityId);
        var found = (await store.FindIdentityAsync(Tenant, first.IdentityId, Token))!;
        found.References.ShouldBe(2);
        found.DisplayName.ShouldBe("Anna B.");
        found.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Enroll_in_create_mode_refuses_a_key_that_is_taken()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("anna", 1), Token);

        var failure = await FailureOf(
            store.EnrollAsync(Samples.Person("anna", 2) with { Mode = EnrolmentMode.Create }, Token)
        );

        failure.Failure.ShouldBe(StoreFailure.DuplicateKey);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Enroll_in_add_mode_refuses_an_identity_that_does_not_exist()
    {
        await using var store = await Fixture.OpenAsync();

        var byKey = await FailureOf(
            store.EnrollAsync(Samples.Person("anna", 1) with { Mode = EnrolmentMode.Add }, Token)
        );
        var byId = await FailureOf(
            store.EnrollAsync(Samples.Person("anna", 1) with { IdentityId = Guid.NewGuid() }, Token)
        );

        byKey.Failure.ShouldBe(StoreFailure.UnknownIdentity);
        byId.Failure.ShouldBe(StoreFailure.UnknownIdentity);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Enroll_refuses_an_unknown_tenant()
    {
        await using var store = await Fixture.OpenAsync();

        var failure = await FailureOf(store.EnrollAsync(Samples.Person("anna", 1) with { Tenant = "nowhere" }, Token));

        failure.Failure.ShouldBe(StoreFailure.UnknownTenant);
        failure.Message.ShouldContain("nowhere");
    }

    [Fact]
    public async Task Enroll_refuses_a_vector_of_another_space_than_its_model()
    {
        await using var store = await Fixture.OpenAsync();
        var foreign = Samples.Reference(1) with { Embedding = Samples.Vector(1, Samples.Model("2.0.0", 'b')) };

        await Should.ThrowAsync<EmbeddingSpaceMismatchException>(
            store.EnrollAsync(new Enrolment { References = [foreign] }, Token)
        );

        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Enroll_refuses_a_version_whose_weights_have_changed()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("anna", 1), Token);

        var failure = await FailureOf(
            store.EnrollAsync(
                new Enrolment { References = [Samples.Reference(2, model: Samples.Model(digit: 'b'))] },
                Token
            )
        );

        failure.Failure.ShouldBe(StoreFailure.Refused);
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other()
    {
        await using var store = await Fixture.OpenAsync();
        (await store.CreateTenantAsync("north", Token)).ShouldBeTrue();
        (await store.CreateTenantAsync("north", Token)).ShouldBeFalse();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var other = await store.EnrollAsync(Samples.Person("anna", 1) with { Tenant = "north" }, Token);

        other.IdentityId.ShouldNotBe(anna.IdentityId);
        (await store.FindIdentityAsync("north", anna.IdentityId, Token)).ShouldBeNull();
        (await FailureOf(store.EraseAsync("north", anna.IdentityId, cancellationToken: Token))).Failure.ShouldBe(
            StoreFailure.UnknownIdentity
        );
        (await store.SearchAsync(new GalleryScope("north"), Samples.Vector(1), cancellationToken: Token))
            .Candidates.ShouldHaveSingleItem()
            .IdentityId.ShouldBe(other.IdentityId);
        (await store.ListTenantsAsync(Token)).ShouldBe([Tenant, "north"]);
    }

    [Fact]
    public async Task Many_callers_that_enrol_at_once_are_all_acknowledged_and_stored()
    {
        await using var store = await Fixture.OpenAsync();

        var receipts = await Task.WhenAll(
            Enumerable.Range(0, 120).Select(i => store.EnrollAsync(Samples.Person($"p{i % 40}", i), Token))
        );

        receipts.Select(static receipt => receipt.IdentityId).Distinct().Count().ShouldBe(40);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(40);
        var found = await store.SearchAsync(new GalleryScope(), Samples.Vector(7), cancellationToken: Token);
        found.Embeddings.ShouldBe(120);
        found.Candidates[0].Distance.ShouldBe(0, 1e-5);
    }

    [Fact]
    public async Task List_pages_through_all_identities_and_filters_by_tags()
    {
        await using var store = await Fixture.OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            await store.EnrollAsync(
                Samples.Person($"p{i}", i) with
                {
                    Tags = i % 2 == 0 ? ["even", "all"] : ["all"],
                },
                Token
            );
        }

        var query = new IdentityQuery { PageSize = 3 };
        var keys = new List<string>();
        for (Guid? after = null; ; )
        {
            var page = await store.ListIdentitiesAsync(query with { After = after }, Token);
            page.Identities.Length.ShouldBeLessThanOrEqualTo(3);
            keys.AddRange(page.Identities.Select(static identity => identity.ExternalKey!));
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        keys.Order().ShouldBe(["p0", "p1", "p2", "p3", "p4", "p5", "p6"]);
        var even = await store.ListIdentitiesAsync(query with { Tags = ["even", "all"], PageSize = 10 }, Token);
        even.Identities.Select(static identity => identity.ExternalKey).Order().ShouldBe(["p0", "p2", "p4", "p6"]);
    }

    [Fact]
    public async Task Update_changes_what_it_names_and_refuses_an_outdated_version()
    {
        await using var store = await Fixture.OpenAsync();
        var id = (await store.EnrollAsync(Samples.Person("anna", 1) with { Tags = ["a", "b"] }, Token)).IdentityId;

        var changed = await store.UpdateIdentityAsync(
            Tenant,
            id,
            new IdentityChange
            {
                DisplayName = "New",
                Tags = ["b", "c"],
                ExpectedVersion = 1,
            },
            Token
        );
        var failure = await FailureOf(
            store.UpdateIdentityAsync(
                Tenant,
                id,
                new IdentityChange { DisplayName = "Late", ExpectedVersion = 1 },
                Token
            )
        );

        changed.DisplayName.ShouldBe("New");
        changed.ExternalKey.ShouldBe("anna");
        changed.Tags.ShouldBe(["b", "c"]);
        failure.Failure.ShouldBe(StoreFailure.Conflict);
        (await store.FindIdentityAsync(Tenant, id, Token))!.DisplayName.ShouldBe("New");
    }
}
