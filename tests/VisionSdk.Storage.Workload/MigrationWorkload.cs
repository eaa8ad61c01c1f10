using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.TestUtilities;

namespace VisionSdk.Storage.Workload;

/// <summary>Works on a move until nobody waits, or switches it to and fro until it is killed. A vector of the new space is a digest of the kept picture, so that a wrong one is found out.</summary>
public static class MigrationWorkload
{
    private const int NewDimension = 64;

    public static ModelManifest Old { get; } = FakeManifest.Embedder("workload-embedder", 128);

    public static ModelManifest New { get; } = Changed(FakeManifest.Embedder("workload-embedder-2", NewDimension));

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var mode, var database, var keyFile, var keyDirectory, var migrationText])
        {
            Console.Error.WriteLine("migrate|switch DATABASE KEY-FILE KEY-DIRECTORY MIGRATION");
            return 2;
        }

        var migration = int.Parse(migrationText, CultureInfo.InvariantCulture);
        await using var store = await VisionStore.OpenAsync(
            new SqliteStoreProvider(database),
            FileKeyProvider.OpenOrCreate(keyFile),
            new StoreOptions { KeyDirectory = keyDirectory }
        );
        Tell("ready");
        Console.In.ReadLine();
        return mode == "migrate" ? await MoveAsync(store, migration) : await SwitchAsync(store, migration);
    }

    /// <summary>The vector that a picture has in the new space.</summary>
    public static Embedding Embed(ReadOnlySpan<byte> picture)
    {
        var values = new float[NewDimension];
        var digest = SHA512.HashData(picture);
        for (var place = 0; place < values.Length; place++)
        {
            values[place] = digest[place] - 127.5f;
        }

        Embedding.Normalize(values);
        return new Embedding(EmbeddingSpaceId.Compute(New), ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    public static MigratedIdentity Move(MigrationItem item) =>
        new(
            item,
            EmbeddingMigrationItemState.Done,
            [
                .. item
                    .Sources.Where(static source => source.New is null)
                    .Select(static source => new MigratedVector(source, Embed(source.Crop!.Content.Span))),
            ]
        );

    private static async Task<int> MoveAsync(VisionStore store, int migration)
    {
        while (true)
        {
            // A short lease: a killed worker's share is soon taken over.
            var items = await store.ClaimMigrationAsync(migration, 8, TimeSpan.FromMilliseconds(500));
            if (items.IsEmpty)
            {
                await Task.Delay(50);
                continue;
            }

            var stored = await store.StoreMigratedAsync(migration, [.. items.Select(Move)]);
            Tell($"moved {stored}");
        }
    }

    private static async Task<int> SwitchAsync(VisionStore store, int migration)
    {
        var isNew = (await store.GetMigrationAsync(migration)).State == EmbeddingMigrationState.CutOver;
        for (var round = 0; ; round++, isNew = !isNew)
        {
            if (isNew)
            {
                await store.RollBackMigrationAsync(migration, "workload");
            }
            else
            {
                await store.RecordGateAsync(migration, MigrationGate.Passed, "{}");
                await store.CutOverAsync(new CutOverRequest { MigrationId = migration, Actor = "workload" });
            }

            Tell($"switched {round}");
        }
    }

    private static ModelManifest Changed(ModelManifest manifest) =>
        manifest with
        {
            Artifact = manifest.Artifact with { Sha256 = new string('b', 64) },
        };

    private static void Tell(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
