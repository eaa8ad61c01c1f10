using VisionSdk.Storage;

namespace VisionSdk.Benchmarks;

/// <summary>The candidates of the store benchmarks in turn.</summary>
internal static class StoreComparison
{
    private const int InsertRounds = 7;
    private const int LoadRounds = 15;

    // A load is so short that the compiler goes on improving its code for a dozen of them.
    private const int LoadWarmup = 20;

    /// <summary>Bulk enrolment beside raw commands.</summary>
    public static async Task InsertAsync(int count, int perPerson)
    {
        var rows = BulkRows.Create(count, perPerson);
        using var stores = new BulkStores();
        var times = new InTurn(
            "raw prepared commands",
            "EnrollManyAsync, no encryption",
            "EnrollManyAsync, AES-256-GCM"
        );
        for (var round = -1; round < InsertRounds; round++)
        {
            var raw = await stores.CreateAsync(StoreEncryption.None);
            await times.MeasureAsync(0, round, () => Task.Run(() => RawInserts.Run(raw, rows.Raw)));
            stores.Delete(raw);
            StoreEncryption[] encryptions = [StoreEncryption.None, StoreEncryption.Aes256Gcm];
            for (var i = 0; i < encryptions.Length; i++)
            {
                var file = await stores.CreateAsync(encryptions[i]);
                await using (var store = await stores.OpenAsync(file, encryptions[i]))
                {
                    await times.MeasureAsync(i + 1, round, () => BulkStores.EnrollAsync(store, rows.Enrolments));
                }

                stores.Delete(file);
            }
        }

        Console.WriteLine($"{count} x {BulkRows.Dimension}, {perPerson} a person, {InsertRounds} rounds in turn");
        times.Print();
    }

    /// <summary>The first search of a gallery, which loads it, beside raw readers.</summary>
    public static async Task LoadAsync(int count, int perPerson)
    {
        var rows = BulkRows.Create(count, perPerson);
        var probe = rows.Enrolments[0].References[0].Embedding;
        using var stores = new BulkStores();
        var plain = await stores.FillAsync(rows, StoreEncryption.None);
        var closed = await stores.FillAsync(rows, StoreEncryption.Aes256Gcm);
        var times = new InTurn("raw blobs", "first search, no encryption", "first search, AES-256-GCM");
        for (var round = -LoadWarmup; round < LoadRounds; round++)
        {
            await times.MeasureAsync(0, round, () => Task.Run(() => RawVectors.Read(plain, count)));
            await using var open = await stores.OpenAsync(plain, StoreEncryption.None);
            await times.MeasureAsync(1, round, () => BulkStores.LoadAsync(open, probe));
            await using var keyed = await stores.OpenAsync(closed, StoreEncryption.Aes256Gcm);
            await times.MeasureAsync(2, round, () => BulkStores.LoadAsync(keyed, probe));
        }

        Console.WriteLine($"{count} x {BulkRows.Dimension}, {perPerson} a person, {LoadRounds} rounds in turn");
        times.Print();
    }
}
