using System.Collections.Immutable;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    private static readonly GalleryScope Faces = new(Tenant);

    [Fact]
    public async Task Search_finds_the_nearest_identity_and_respects_tags()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1) with { Tags = ["staff"] }, Token);
        var bert = await store.EnrollAsync(Samples.Person("bert", 2) with { Tags = ["guest"] }, Token);

        var all = await store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token);
        var guests = await store.SearchAsync(
            Faces,
            Samples.Vector(1),
            new GallerySearchOptions { RequiredTags = ["guest"] },
            Token
        );

        all.Identities.ShouldBe(2);
        all.Candidates.Select(static candidate => candidate.IdentityId).ShouldBe([anna.IdentityId, bert.IdentityId]);
        all.Candidates[0].Distance.ShouldBe(0, 1e-5);
        guests.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(bert.IdentityId);
    }

    [Fact]
    public async Task Search_follows_changes_of_another_open_store()
    {
        await using var one = await Fixture.OpenAsync();
        await using var two = await Fixture.OpenAsync();
        var anna = await one.EnrollAsync(Samples.Person("anna", 1), Token);
        (await two.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token)).Identities.ShouldBe(1);

        var bert = await one.EnrollAsync(Samples.Person("bert", 2), Token);
        var withBert = await two.SearchAsync(Faces, Samples.Vector(2), cancellationToken: Token);
        await one.UpdateIdentityAsync(Tenant, bert.IdentityId, new IdentityChange { Tags = ["guest"] }, Token);
        var guests = await two.SearchAsync(
            Faces,
            Samples.Vector(1),
            new GallerySearchOptions { RequiredTags = ["guest"] },
            Token
        );
        await one.EraseAsync(Tenant, anna.IdentityId, cancellationToken: Token);
        var withoutAnna = await two.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token);

        withBert.Candidates[0].IdentityId.ShouldBe(bert.IdentityId);
        guests.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(bert.IdentityId);
        withoutAnna.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(bert.IdentityId);
        withoutAnna.Embeddings.ShouldBe(1);
    }

    [Fact]
    public async Task Search_compares_only_vectors_of_the_probes_space()
    {
        await using var store = await Fixture.OpenAsync();
        var newer = Samples.Model("2.0.0", 'b');
        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        var bert = await store.EnrollAsync(new Enrolment { References = [Samples.Reference(1, model: newer)] }, Token);

        var found = await store.SearchAsync(Faces, Samples.Vector(1, newer), cancellationToken: Token);
        var nothing = await store.SearchAsync(
            Faces,
            Samples.Vector(1, Samples.Model("3.0.0", 'c')),
            cancellationToken: Token
        );

        found.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(bert.IdentityId);
        nothing.Candidates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_counterexample_keeps_its_look_alike_from_being_taken_for_the_identity()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        (await store.SearchAsync(Faces, Samples.Vector(9), cancellationToken: Token)).Candidates.Length.ShouldBe(1);

        await store.EnrollAsync(
            new Enrolment
            {
                IdentityId = anna.IdentityId,
                References = [Samples.Reference(9) with { IsCounterexample = true }],
            },
            Token
        );

        (await store.SearchAsync(Faces, Samples.Vector(9), cancellationToken: Token)).Candidates.ShouldBeEmpty();
        (await store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token))
            .Candidates.ShouldHaveSingleItem()
            .IdentityId.ShouldBe(anna.IdentityId);
        await using var fresh = await Fixture.OpenAsync();
        (await fresh.SearchAsync(Faces, Samples.Vector(9), cancellationToken: Token)).Candidates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 4)]
    [InlineData(40, 1)]
    [InlineData(2, 1000)]
    public async Task A_gallery_that_several_connections_read_is_the_same(int connections, int range)
    {
        await using (var store = await Fixture.OpenAsync(Fixture.Options with { BulkBatch = 5 }))
        {
            (await ListAsync(store, Enumerable.Range(0, 10).Select(Numbered))).Count.ShouldBe(10);
            for (var i = 0; i < 10; i++)
            {
                await store.EnrollAsync(Samples.Person($"single {i}", 100 + i), Token);
            }

            var first = (await store.FindIdentityAsync(Tenant, "faces", "single 1", Token)).ShouldNotBeNull();
            var rejected = Samples.Reference(200) with { IsCounterexample = true };
            await store.EnrollAsync(new Enrolment { IdentityId = first.Id, References = [rejected] }, Token);
            var last = (await store.FindIdentityAsync(Tenant, "faces", "single 9", Token)).ShouldNotBeNull();
            await store.EraseAsync(Tenant, last.Id, cancellationToken: Token);
        }

        await using var one = await Fixture.OpenAsync(Fixture.Options with { LoadConnections = 1 });
        await using var several = await Fixture.OpenAsync(
            Fixture.Options with
            {
                LoadConnections = connections,
                LoadRange = range,
            }
        );

        foreach (var seed in (int[])[0, 7, 19, 100, 101, 109, 200])
        {
            foreach (
                var tags in (ImmutableArray<string>[])
                    [
                        [],
                        ["staff"],
                    ]
            )
            {
                var options = new GallerySearchOptions { MaxCandidates = 30, RequiredTags = tags };
                var expected = await one.SearchAsync(Faces, Samples.Vector(seed), options, Token);
                var found = await several.SearchAsync(Faces, Samples.Vector(seed), options, Token);
                found.Candidates.ShouldBe(expected.Candidates);
                found.Embeddings.ShouldBe(29);
                found.Identities.ShouldBe(19);
            }
        }
    }

    [Fact]
    public async Task Distinct_identities_are_remembered_both_ways()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = (await store.EnrollAsync(Samples.Person("anna", 1), Token)).IdentityId;
        var twin = (await store.EnrollAsync(Samples.Person("twin", 2), Token)).IdentityId;

        (await store.MarkDistinctAsync(Tenant, anna, twin, Token)).ShouldBeTrue();
        (await store.MarkDistinctAsync(Tenant, twin, anna, Token)).ShouldBeFalse();

        (await store.ListDistinctAsync(anna, Token)).ShouldBe([twin]);
        (await store.ListDistinctAsync(twin, Token)).ShouldBe([anna]);
        (await store.EraseAsync(Tenant, twin, cancellationToken: Token)).Remaining.ShouldBe(0);
        (await store.ListDistinctAsync(anna, Token)).ShouldBeEmpty();
    }
}
