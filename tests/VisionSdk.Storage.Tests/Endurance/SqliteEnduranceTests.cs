namespace VisionSdk.Storage.Tests;

/// <summary>Processes that are killed while they enrol, and many that enrol at once, on one SQLite file.</summary>
public sealed class SqliteEnduranceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Kills = 50;
    private const int Processes = 8;
    private const int WritersEach = 2;
    private const int EnrolmentsEach = 40 * WritersEach;
    private const int ReferencesEach = 2;

    private readonly SqliteFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_and_nothing_is_half_there_when_processes_are_killed()
    {
        var random = new Random(20261124);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var next = Victim(0);
        for (var round = 1; round <= Kills; round++)
        {
            using var process = next;
            await process.ReadyAsync(Token);
            process.Begin();
            await process.StartedAsync(Token);

            // The next one opens the store while this one writes to it.
            next = Victim(round);
            await Task.Delay(random.Next(0, 250), Token);
            await process.KillAsync(Token);
            process.Errors.ShouldBeEmpty();
            acknowledged.UnionWith(process.Acknowledged.Select(static item => item.Key));
            await using var store = await _fixture.OpenAsync();
            (await store.CheckIntegrityAsync(Token)).ShouldBeEmpty();
        }

        await next.KillAsync(Token);
        next.Dispose();
        await using var survivor = await _fixture.OpenAsync();
        var identities = await ReadAllAsync(survivor);
        output.WriteLine($"{Kills} kills, {acknowledged.Count} acknowledged, {identities.Count} stored");
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(Kills);
        acknowledged.Except(identities.Select(static identity => identity.ExternalKey!)).ShouldBeEmpty();
        identities.ShouldAllBe(static identity => identity.References == ReferencesEach);
        (await survivor.VerifyAuditAsync(StoreOptions.DefaultTenant, Token)).IsIntact.ShouldBeTrue();
        await ShouldBeIndexedAsync(survivor, identities.Count);
    }

    [Fact]
    public async Task Sixteen_writers_in_eight_processes_lose_nothing_and_see_no_error()
    {
        await (await _fixture.OpenAsync()).DisposeAsync();
        var processes = Enumerable
            .Range(0, Processes)
            .Select(number => new WorkloadProcess(
                _fixture,
                _fixture.File,
                $"p{number}",
                EnrolmentsEach,
                WritersEach,
                practice: 5
            ))
            .ToList();
        await Task.WhenAll(processes.Select(static process => process.ReadyAsync(Token)));

        processes.ForEach(static process => process.Begin());
        var codes = await Task.WhenAll(processes.Select(static process => process.EndAsync(Token)));

        string.Concat(processes.Select(static process => process.Errors)).ShouldBeEmpty();
        codes.ShouldAllBe(static code => code == 0);
        var latencies = processes
            .SelectMany(static process => process.Acknowledged)
            .Select(static item => item.Milliseconds)
            .Order()
            .ToList();
        latencies.Count.ShouldBe(Processes * EnrolmentsEach);
        output.WriteLine(
            $"p50 {latencies[latencies.Count / 2]:F1} ms, p99 {latencies[latencies.Count * 99 / 100]:F1} ms, longest {latencies[^1]:F1} ms"
        );
        await using var store = await _fixture.OpenAsync();
        (await ReadAllAsync(store)).Count.ShouldBe(Processes * EnrolmentsEach);
        await ShouldBeIndexedAsync(store, Processes * EnrolmentsEach);
        processes.ForEach(static process => process.Dispose());
    }

    private WorkloadProcess Victim(int round) =>
        new(_fixture, _fixture.File, $"r{round}", 1_000_000, callers: 4, practice: 0);

    private static async Task ShouldBeIndexedAsync(VisionStore store, int identities)
    {
        var space = await store.ListSpacesAsync("default", "faces", Token);
        var probe = new Embedding(space.ShouldHaveSingleItem(), [1, .. new float[127]]);
        var found = await store.SearchAsync(new GalleryScope("default"), probe, cancellationToken: Token);
        found.Identities.ShouldBe(identities);
        found.Embeddings.ShouldBe(identities * ReferencesEach);
    }

    private static async Task<List<IdentityRecord>> ReadAllAsync(VisionStore store)
    {
        var all = new List<IdentityRecord>();
        var query = new IdentityQuery { PageSize = 1000 };
        for (Guid? after = null; ; )
        {
            var page = await store.ListIdentitiesAsync(query with { After = after }, Token);
            all.AddRange(page.Identities);
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }
}
