// A process that enrols, for the tests that kill it and for those that run many of it at once.
// Usage: DATABASE KEY-FILE KEY-DIRECTORY PREFIX COUNT CALLERS PRACTICE. It compiles what it needs by PRACTICE enrolments in a database of its own, writes "ready", waits for
// a line, and then writes a line "PREFIX-N MILLISECONDS" for each acknowledged enrolment.
// Or: migrate DATABASE KEY-FILE KEY-DIRECTORY MIGRATION. It works on a move of the same enrolments; see MigrationWorkload.
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using VisionSdk;
using VisionSdk.Migrations.PostgreSql;
using VisionSdk.Migrations.Sqlite;
using VisionSdk.Storage;
using VisionSdk.Storage.Workload;

const int Dimension = 128;
if (args is ["migrate", ..] or ["switch", ..])
{
    return await MigrationWorkload.RunAsync(args);
}

if (
    args
    is not [var database, var keyFile, var keyDirectory, var prefix, var countText, var callersText, var practiceText]
)
{
    Console.Error.WriteLine("DATABASE KEY-FILE KEY-DIRECTORY PREFIX COUNT CALLERS PRACTICE");
    return 2;
}

var model = MigrationWorkload.Old;
var space = EmbeddingSpaceId.Compute(model);
var practice = int.Parse(practiceText);
if (practice > 0)
{
    await PractiseAsync(practice);
}

await using var store = await OpenAsync(database, keyFile, keyDirectory);
Console.Out.WriteLine("ready");
Console.Out.Flush();
Console.In.ReadLine();
var next = -1;
var count = int.Parse(countText);
await Task.WhenAll(Enumerable.Range(0, int.Parse(callersText)).Select(_ => Task.Run(EnrollAsync)));
return 0;

async Task PractiseAsync(int enrolments)
{
    var own = Directory.CreateTempSubdirectory("visionsdk-workload-");
    try
    {
        await using var rehearsal = await OpenAsync(
            Path.Combine(own.FullName, "practice.db"),
            Path.Combine(own.FullName, "practice.key"),
            own.FullName
        );
        for (var number = 0; number < enrolments; number++)
        {
            await rehearsal.EnrollAsync(Enrolment($"practice-{number}"));
        }
    }
    finally
    {
        own.Delete(recursive: true);
    }
}

static Task<VisionStore> OpenAsync(string database, string keyFile, string keyDirectory) =>
    VisionStore.OpenAsync(
        database.Contains("Host=", StringComparison.Ordinal)
            ? new PostgreSqlStoreProvider(database)
            : new SqliteStoreProvider(database),
        FileKeyProvider.OpenOrCreate(keyFile),
        new StoreOptions { KeyDirectory = keyDirectory, MigrateOnOpen = true }
    );

Enrolment Enrolment(string key) => new() { ExternalKey = key, References = [Reference(key, 0), Reference(key, 1)] };

async Task EnrollAsync()
{
    for (int number; (number = Interlocked.Increment(ref next)) < count; )
    {
        var key = $"{prefix}-{number}";
        var start = Stopwatch.GetTimestamp();
        await store.EnrollAsync(Enrolment(key));
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        lock (Console.Out)
        {
            Console.Out.WriteLine($"{key} {milliseconds:F3}");
            Console.Out.Flush();
        }
    }
}

EnrolmentReference Reference(string key, int number)
{
    var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}/{number}"));
    var random = new Random(BitConverter.ToInt32(hash));
    var values = new float[Dimension];
    foreach (ref var value in values.AsSpan())
    {
        value = random.NextSingle() - 0.5f;
    }

    Embedding.Normalize(values);
    return new EnrolmentReference
    {
        Embedding = new Embedding(space, ImmutableCollectionsMarshal.AsImmutableArray(values)),
        Model = model,
        SourceHash = hash,
        Crop = new EnrolmentCrop(hash, "application/octet-stream"),
    };
}
