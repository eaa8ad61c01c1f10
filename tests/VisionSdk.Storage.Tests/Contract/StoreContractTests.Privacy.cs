using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Fact]
    public async Task Erase_leaves_nothing_of_the_identity_and_says_so()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1, 2) with { Tags = ["staff"] }, Token);
        var bert = await store.EnrollAsync(Samples.Person("bert", 3), Token);
        await store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token);

        var receipt = await store.EraseAsync(Tenant, anna.IdentityId, "dpo", Token);

        receipt.Embeddings.ShouldBe(2);
        receipt.Crops.ShouldBe(2);
        receipt.Remaining.ShouldBe(0);
        receipt.KeyDestroyed.ShouldBeTrue();
        receipt.IsComplete.ShouldBeTrue();
        (await store.FindIdentityAsync(Tenant, anna.IdentityId, Token)).ShouldBeNull();
        (await store.FindIdentityAsync(Tenant, "faces", "anna", Token)).ShouldBeNull();
        var left = await store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token);
        left.Candidates.ShouldHaveSingleItem().IdentityId.ShouldBe(bert.IdentityId);
        (await FailureOf(store.EraseAsync(Tenant, anna.IdentityId, cancellationToken: Token))).Failure.ShouldBe(
            StoreFailure.UnknownIdentity
        );
        var again = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        again.IsNew.ShouldBeTrue();
        again.IdentityId.ShouldNotBe(anna.IdentityId);
    }

    [Fact]
    public async Task Audit_verifies_after_an_erasure_and_holds_no_name()
    {
        await using var store = await Fixture.OpenAsync();
        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);
        await store.EnrollAsync(Samples.Person("bert", 2), Token);

        var receipt = await store.EraseAsync(Tenant, anna.IdentityId, "dpo", Token);

        var report = await store.VerifyAuditAsync(Tenant, Token);
        report.IsIntact.ShouldBeTrue();
        report.Entries.ShouldBe(3);
        var entries = await store.ListAuditAsync(Tenant, cancellationToken: Token);
        entries
            .Select(static entry => entry.Action)
            .ShouldBe(["identity.created", "identity.created", "identity.erased"]);
        entries[^1].Hash.ShouldBe(receipt.AuditHash);
        entries[^1].Sequence.ShouldBe(receipt.AuditSequence);
        entries.ShouldAllBe(static entry => !entry.Details.Contains("anna") && !entry.Details.Contains("Name"));
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET actor = 'somebody' WHERE sequence = 2", "content was changed")]
    [InlineData("DELETE FROM audit_entries WHERE sequence = 2", "missing")]
    [InlineData("DELETE FROM audit_entries WHERE sequence = 3", "missing")]
    public async Task Audit_tells_where_it_was_changed(string sql, string problem)
    {
        await using var store = await Fixture.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await store.EnrollAsync(Samples.Person($"p{i}", i), Token);
        }

        await ExecuteAsync(sql);

        var report = await store.VerifyAuditAsync(Tenant, Token);
        report.IsIntact.ShouldBeFalse();
        report.Problem.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public async Task Purge_erases_whom_retention_has_ended_for()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        await using var store = await Fixture.OpenAsync(time: time);
        var due = time.GetUtcNow().AddDays(1);
        await store.EnrollAsync(Samples.Person("anna", 1) with { RetainUntil = due }, Token);
        await store.EnrollAsync(Samples.Person("bert", 2), Token);

        (await store.PurgeAsync(cancellationToken: Token)).Erased.ShouldBeEmpty();
        time.Advance(TimeSpan.FromDays(2));
        var report = await store.PurgeAsync(cancellationToken: Token);

        report.Erased.ShouldHaveSingleItem().Remaining.ShouldBe(0);
        (await store.CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(1);
    }

    [Fact]
    public async Task A_value_that_was_moved_to_another_identity_does_not_open()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("anna", 1), Token);
        await store.EnrollAsync(Samples.Person("bert", 2), Token);

        await ExecuteAsync(
            "UPDATE face_embeddings SET vector = (SELECT vector FROM face_embeddings ORDER BY id LIMIT 1)"
        );

        var failure = await FailureOf(store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token));
        failure.Failure.ShouldBe(StoreFailure.Tampered);
    }

    [Fact]
    public async Task A_vector_of_another_length_or_space_is_refused_by_the_database()
    {
        await using var store = await Fixture.OpenAsync();
        await store.EnrollAsync(Samples.Person("anna", 1), Token);

        await Should.ThrowAsync<Exception>(ExecuteAsync("UPDATE face_embeddings SET dimension = 8"));
        await Should.ThrowAsync<Exception>(ExecuteAsync("UPDATE face_embeddings SET space_id = space_id + 1"));
        await Should.ThrowAsync<Exception>(ExecuteAsync("DELETE FROM model_versions"));
    }

    [Fact]
    public async Task Another_key_does_not_open_the_store()
    {
        await using (var store = await Fixture.OpenAsync())
        {
            await store.EnrollAsync(Samples.Person("anna", 1), Token);
        }

        var other = FileKeyProvider.OpenOrCreate(Fixture.Folder.At("other.key"));

        var failure = await FailureOf(
            VisionStore.OpenAsync(Fixture.Provider, other, Fixture.Options, cancellationToken: Token)
        );
        var missing = await FailureOf(
            VisionStore.OpenAsync(Fixture.Provider, keys: null, Fixture.Options, cancellationToken: Token)
        );

        failure.Failure.ShouldBe(StoreFailure.WrongKey);
        missing.Failure.ShouldBe(StoreFailure.WrongKey);
    }

    [Fact]
    public async Task Keys_rotate_and_everything_stays_readable_by_the_new_key_alone()
    {
        await using (var store = await Fixture.OpenAsync())
        {
            await store.EnrollAsync(Samples.Person("anna", 1), Token);
            await store.EnrollAsync(Samples.Person("bert", 2), Token);
        }

        var old = await File.ReadAllTextAsync(Fixture.KeyFile, Token);
        var fresh = new string('7', 64);
        await File.WriteAllTextAsync(Fixture.KeyFile, fresh + "\n" + old, Token);
        await using (var store = await Fixture.OpenAsync())
        {
            (await store.RotateKeysAsync(Token)).ShouldBe(2);
            (await store.FindIdentityAsync(Tenant, "faces", "anna", Token))!.DisplayName.ShouldBe("Name of anna");
        }

        await File.WriteAllTextAsync(Fixture.KeyFile, fresh, Token);
        await using var reopened = await Fixture.OpenAsync();
        (await reopened.FindIdentityAsync(Tenant, "faces", "bert", Token))!.DisplayName.ShouldBe("Name of bert");
        (await reopened.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token)).Identities.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_was_open_while_another_rotated_the_keys_goes_on()
    {
        await using var one = await Fixture.OpenAsync();
        await using var two = await Fixture.OpenAsync();
        await two.EnrollAsync(Samples.Person("anna", 1), Token);
        await one.RotateKeysAsync(Token);

        await two.EnrollAsync(Samples.Person("bert", 2), Token);

        (await one.FindIdentityAsync(Tenant, "faces", "bert", Token))!.DisplayName.ShouldBe("Name of bert");
        (await two.FindIdentityAsync(Tenant, "faces", "anna", Token))!.DisplayName.ShouldBe("Name of anna");
    }

    [Fact]
    public async Task A_store_that_was_closed_refuses_writes()
    {
        var store = await Fixture.OpenAsync();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(store.EnrollAsync(Samples.Person("anna", 1), Token));
    }

    [Fact]
    public async Task A_store_without_encryption_needs_no_key()
    {
        var options = Fixture.Options with { Encryption = StoreEncryption.None };
        await using var store = await VisionStore.OpenAsync(
            Fixture.Provider,
            keys: null,
            options,
            cancellationToken: Token
        );

        var anna = await store.EnrollAsync(Samples.Person("anna", 1), Token);

        (await store.SearchAsync(Faces, Samples.Vector(1), cancellationToken: Token))
            .Candidates[0]
            .IdentityId.ShouldBe(anna.IdentityId);
        (await store.EraseAsync(Tenant, anna.IdentityId, cancellationToken: Token)).KeyDestroyed.ShouldBeFalse();
    }

    [Fact]
    public async Task An_erasure_that_was_cut_off_is_completed_when_the_store_opens()
    {
        Guid id;
        await using (var store = await Fixture.OpenAsync())
        {
            id = (await store.EnrollAsync(Samples.Person("anna", 1), Token)).IdentityId;
            await ExecuteAsync("UPDATE identities SET state = 1");
        }

        await using var reopened = await Fixture.OpenAsync();

        (await reopened.FindIdentityAsync(Tenant, id, Token)).ShouldBeNull();
        (await reopened.ListAuditAsync(Tenant, cancellationToken: Token))[^1].Action.ShouldBe("identity.erased");
        (await reopened.VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
    }

    [Fact]
    public async Task An_erasure_that_several_processes_complete_is_audited_once()
    {
        const int People = 8;
        await using (var store = await Fixture.OpenAsync())
        {
            for (var i = 0; i < People; i++)
            {
                await store.EnrollAsync(Samples.Person($"p{i}", i), Token);
            }
        }

        await ExecuteAsync("UPDATE identities SET state = 1");

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Fixture.OpenAsync()));

        var entries = await stores[0].ListAuditAsync(Tenant, cancellationToken: Token);
        var erased = entries.Where(static entry => entry.Action == "identity.erased").ToList();
        erased.Count.ShouldBe(People);
        erased.Select(static entry => entry.Subject).Distinct().Count().ShouldBe(People);
        (await stores[0].VerifyAuditAsync(Tenant, Token)).IsIntact.ShouldBeTrue();
        (await stores[0].CountIdentitiesAsync(Tenant, "faces", Token)).ShouldBe(0);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        await using var context = new VisionDbContext(options.Options);
        await context.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
