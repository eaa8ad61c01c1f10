using Microsoft.EntityFrameworkCore;

namespace VisionSdk.Storage.Tests;

public abstract partial class StoreContractTests<TFixture>
{
    [Fact]
    public async Task Schema_is_created_only_where_it_is_allowed()
    {
        var schema = new StoreSchema(Fixture.Provider);
        (await schema.GetStatusAsync(Token)).State.ShouldBe(StoreSchemaState.Missing);

        var failure = await FailureOf(Fixture.OpenAsync(Fixture.Options with { MigrateOnOpen = false }));
        var status = await schema.MigrateAsync(TimeSpan.FromMinutes(1), Token);

        failure.Failure.ShouldBe(StoreFailure.SchemaMissing);
        status.State.ShouldBe(StoreSchemaState.Current);
        status.Pending.ShouldBeEmpty();
        await using var store = await Fixture.OpenAsync(Fixture.Options with { MigrateOnOpen = false });
        store.StoreId.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task Schema_of_a_newer_version_is_refused()
    {
        await (await Fixture.OpenAsync()).DisposeAsync();
        await ExecuteAsync(
            "INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_Future', '99.0.0')"
        );

        (await FailureOf(Fixture.OpenAsync())).Failure.ShouldBe(StoreFailure.SchemaNewer);
    }

    [Fact]
    public async Task Database_of_something_else_is_refused_and_left_as_it_is()
    {
        await (await Fixture.OpenAsync()).DisposeAsync();
        await ExecuteAsync("DELETE FROM \"__EFMigrationsHistory\"");

        (await FailureOf(Fixture.OpenAsync())).Failure.ShouldBe(StoreFailure.SchemaForeign);
    }

    [Fact]
    public void Schema_has_no_change_that_no_migration_makes()
    {
        var options = new DbContextOptionsBuilder<VisionDbContext>();
        Fixture.Provider.Configure(options);
        using var context = new VisionDbContext(options.Options);

        context.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task Several_processes_may_open_a_new_store_at_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Fixture.OpenAsync()));

        stores.Select(static store => store.StoreId).Distinct().ShouldHaveSingleItem();
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }
}
