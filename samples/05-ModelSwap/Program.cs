using System.Diagnostics;
using System.Globalization;
using Enrollment;
using ModelSwap;
using VisionSdk;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Next = "face-embedder-faceres";
using var folder = new TemporaryFolder();
using var sheet = new ContactSheet();
var options = new VisionSdkOptions();
options.Store.Database = folder.At("clock.db");
options.Store.KeyDirectory = folder.At("keys");
options.Store.KeyFile = folder.At("key.txt");
options.Store.KeepCrops = true; // What another model can embed again, without asking anybody to come back.
options.Models.CacheDirectory = folder.At("cache");
await using var vision = VisionClient.Create(options);

Console.WriteLine("Enrolled by today's embedder");
await EnrollAsync("1001", sheet.Portrait(1, 7), sheet.Portrait(1, 9));
await EnrollAsync("1002", sheet.Portrait(3, 2), sheet.Portrait(2, 18));

await using var traffic = new Traffic(
    vision,
    callers: 2,
    (sheet.Portrait(1, 18), "1001"),
    (sheet.Portrait(5, 17), "1002")
);
await traffic.AnsweredByAsync("face-embedder-dlib");

Console.WriteLine($"Swapped to {Next} without moving the gallery");
try
{
    await vision.Models.ActivateAsync(VisionSlots.FaceEmbedder, Next);
}
catch (ModelActivationException refused)
{
    Console.WriteLine($"  refused: {refused.Failure}");
}

Console.WriteLine("Moved, while people clock in and one more is enrolled");
#region migrate
await vision.Migrations.StartAsync(Next);
var enrolling = EnrollAsync("1003", sheet.Portrait(5, 5), sheet.Portrait(6, 8));
await vision.Migrations.RunAsync();
await enrolling;

// Whoever was enrolled meanwhile is in both spaces, or waits to be moved: running again moves the rest.
var moved = await vision.Migrations.RunAsync();
Console.WriteLine($"  moved {moved.Counts.Done} of {moved.Counts.Total}, {moved.Counts.Remaining} left");
#endregion

#region cutover
var gate = await vision.Migrations.EvaluateGateAsync();
Console.WriteLine($"  the gate says {gate.Verdict}: {gate.GenuinePairs} genuine pairs are too few to judge");
await vision.Migrations.CutOverAsync(
    options: new MigrationCutOverOptions
    {
        Actor = "sample",
        Override = "three people are no proof, and a sample needs none",
    }
);
#endregion
await traffic.AnsweredByAsync(Next);
traffic.Report();

Console.WriteLine("Rolled back");
var clock = Stopwatch.StartNew();
await vision.Migrations.RollbackAsync(options: new ActivationOptions { Actor = "sample", Reason = "to show it" });
Console.WriteLine($"  within a second: {(clock.Elapsed < TimeSpan.FromSeconds(1) ? "yes" : "no")}");
var again = await vision.IdentifyAsync(sheet.Portrait(4, 3));
Console.WriteLine(
    $"  1003, enrolled during the move, is {(again.Candidates is [var best, ..] ? best.Identity.ExternalKey : "nobody")} to {again.Provenance.Models[^1].ModelId}"
);
traffic.Report();

Console.WriteLine("History");
foreach (var activation in await vision.Models.ListHistoryAsync(VisionSlots.FaceEmbedder))
{
    Console.WriteLine(
        $"  {activation.Sequence} {activation.Kind, -10} {activation.ModelId} {activation.Version} by {activation.Actor}: {activation.Reason}"
    );
}

async Task EnrollAsync(string badge, params ImageSource[] pictures)
{
    var enrolled = await vision.EnrollAsync([.. pictures], new EnrolmentOptions { ExternalKey = badge });
    Console.WriteLine($"  {badge}: {enrolled.Status}");
}
