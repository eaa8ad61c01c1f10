using System.Globalization;
using VisionSdk.Storage.Workload;
using VisionSdk.TestUtilities;

namespace VisionSdk.Storage.Tests;

/// <summary>Processes that are killed while they move a gallery to another space, and while they switch between the two, with enrolments going on.</summary>
/// <remarks>By hand with 20 kills and 5,000 identities, which have 10,000 vectors.</remarks>
public sealed class SqliteMigrationEnduranceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Kills = 5;
    private const int Identities = 150;
    private const int ReferencesEach = 2;
    private const string Slot = "faces/embedder";

    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Everybody_is_moved_once_and_every_switch_is_whole_however_often_processes_are_killed()
    {
        var migration = await PrepareAsync();
        using var enrolling = new WorkloadProcess(_fixture, _fixture.File, "late", 1_000_000, callers: 1, practice: 0);
        await enrolling.ReadyAsync(Token);
        enrolling.Begin();
        var random = new Random(20261125);
        for (var round = 0; round < Kills; round++)
        {
            await KillAsync("migrate", migration, random);
        }

        await enrolling.KillAsync(Token);
        await using (var store = await _fixture.OpenAsync())
        {
            await CompleteAsync(store, migration);
            await ShouldBeMovedOnceAsync(store, migration, enrolling);
        }

        for (var round = 0; round < Kills; round++)
        {
            await KillAsync("switch", migration, random);
            await using var store = await _fixture.OpenAsync();
            await ShouldBeWholeAsync(store, migration);
        }
    }

    private async Task<int> PrepareAsync()
    {
        var old = FakeManifest.Embedder("workload-embedder", 128);
        var @new = FakeManifest.Embedder("workload-embedder-2", 64);
        @new = @new with { Artifact = @new.Artifact with { Sha256 = new string('b', 64) } };
        await using var store = await _fixture.OpenAsync();
        await store.RegisterModelAsync(old, Token);
        await store.RegisterModelAsync(@new, Token);
        using var first = new WorkloadProcess(_fixture, _fixture.File, "early", Identities, callers: 8, practice: 0);
        await first.ReadyAsync(Token);
        first.Begin();
        (await first.EndAsync(Token)).ShouldBe(0);
        await store.AddActivationAsync(
            new SlotActivationRequest
            {
                Slot = Slot,
                ModelId = old.Id,
                Version = old.Version,
                Actor = "tests",
            },
            Token
        );
        var migration = await store.StartMigrationAsync(
            new EmbeddingMigrationRequest
            {
                Slot = Slot,
                Profiles = ["faces"],
                ModelId = @new.Id,
                Version = @new.Version,
                Actor = "tests",
            },
            Token
        );
        return migration.Id;
    }

    private async Task KillAsync(string mode, int migration, Random random)
    {
        using var process = new WorkloadProcess([
            mode,
            _fixture.File,
            _fixture.KeyFile,
            _fixture.Options.KeyDirectory,
            migration.ToString(CultureInfo.InvariantCulture),
        ]);
        await process.ReadyAsync(Token);
        process.Begin();
        await Task.Delay(random.Next(100, 400), Token);
        await process.KillAsync(Token);
        process.Errors.ShouldBeEmpty();
    }

    private static async Task CompleteAsync(VisionStore store, int migration)
    {
        while ((await store.CountMigrationAsync(migration, statesOnly: true, Token)).Remaining > 0)
        {
            var items = await store.ClaimMigrationAsync(
                migration,
                100,
                TimeSpan.FromMinutes(1),
                cancellationToken: Token
            );
            if (items.IsEmpty)
            {
                await Task.Delay(50, Token);
            }

            await store.StoreMigratedAsync(migration, [.. items.Select(MigrationWorkload.Move)], Token);
        }
    }

    private async Task ShouldBeMovedOnceAsync(VisionStore store, int migration, WorkloadProcess enrolling)
    {
        (await store.CheckIntegrityAsync(Token)).ShouldBeEmpty();
        var counts = await store.CountMigrationAsync(migration, cancellationToken: Token);
        var identities = await store.CountIdentitiesAsync("default", "faces", Token);
        output.WriteLine(
            $"{Kills} kills, {identities} identities, {enrolling.Acknowledged.Count} of them enrolled meanwhile"
        );
        enrolling.Acknowledged.ShouldNotBeEmpty();
        counts.Done.ShouldBe(identities);
        counts.Total.ShouldBe(identities);
        identities.ShouldBeGreaterThanOrEqualTo(Identities + enrolling.Acknowledged.Count);
        foreach (var space in await store.ListSpacesAsync("default", "faces", Token))
        {
            var dimension = space == EmbeddingSpaceId.Compute(MigrationWorkload.New) ? 64 : 128;
            var probe = new Embedding(space, [1, .. new float[dimension - 1]]);
            var found = await store.SearchAsync(new GalleryScope("default"), probe, cancellationToken: Token);
            found.Identities.ShouldBe(identities);
            found.Embeddings.ShouldBe(identities * ReferencesEach);
        }

        foreach (var (key, _) in enrolling.Acknowledged)
        {
            (await store.FindIdentityAsync("default", "faces", key, Token))
                .ShouldNotBeNull()
                .References.ShouldBe(2 * ReferencesEach);
        }

        foreach (var sample in await store.SampleMigratedAsync(migration, 50, seed: 1, Token))
        {
            sample.Sources.Length.ShouldBe(ReferencesEach);
        }

        (await store.VerifyAuditAsync("default", Token)).IsIntact.ShouldBeTrue();
    }

    private static async Task ShouldBeWholeAsync(VisionStore store, int migration)
    {
        var move = await store.GetMigrationAsync(migration, Token);
        var active = (await store.ListActiveAsync(cancellationToken: Token)).Single();
        active.ModelId.ShouldBe(
            move.State == EmbeddingMigrationState.CutOver ? "workload-embedder-2" : "workload-embedder"
        );
        active.Sequence.ShouldBe(move.Activation);
    }
}
