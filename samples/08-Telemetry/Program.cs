using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Telemetry;
using VisionSdk;

using var folder = new TemporaryFolder();
LampDetector.Write(folder.At("models"), "1.0.0");
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(static console => console.SingleLine = true);
builder.Logging.AddFilter(static (category, level) => category == "VisionSdk" && level >= LogLevel.Information);

#region telemetry
builder
    .Services.AddVisionSdk(options =>
    {
        options.ModelsDirectory = folder.At("models");
        options.Slots.Clear();
        options.Slots["lamps/detector"] = LampDetector.Id;
        options.Profiles.Clear();
        options.Resilience.Inference.MinimumRuns = 4;
        options.Resilience.Inference.BreakDuration = TimeSpan.FromSeconds(1);
        options.Store.KeyDirectory = folder.At("keys");
        options.Models.CacheDirectory = folder.At("cache");
    })
    .UseSqlite(folder.At("vision.db"));
builder.Services.AddHealthChecks().AddVisionSdk();
builder
    .Services.AddOpenTelemetry()
    .WithMetrics(static metrics =>
        metrics
            .AddMeter("VisionSdk")
            .AddView(static _ => new ExplicitBucketHistogramConfiguration { Boundaries = [] })
            .AddConsoleExporter()
    );
#endregion

using var host = builder.Build();
await host.StartAsync();
var vision = host.Services.GetRequiredService<IVisionClient>();
var health = host.Services.GetRequiredService<HealthCheckService>();

Console.WriteLine("== a trace");
using (Sdk.CreateTracerProviderBuilder().AddSource("VisionSdk").AddConsoleExporter().Build())
{
    await AskAsync(grey: 200);
}

Console.WriteLine("== a new version, which nobody has shown a white picture yet");
await vision.Models.RegisterAsync(LampDetector.WriteFaulty(folder.At("delivered"), "1.1.0"));
await vision.Models.ActivateAsync("lamps/detector", $"{LampDetector.Id}@1.1.0");
await AskAsync(grey: 200);
for (var picture = 0; picture < 4; picture++)
{
    await AskAsync(grey: 255);
}

await ReportAsync();
Console.WriteLine("== a second later it is tried again");
await Task.Delay(TimeSpan.FromSeconds(1.1));
await AskAsync(grey: 200);
await ReportAsync();

Console.WriteLine("== the metrics");
await host.StopAsync();

async Task AskAsync(byte grey)
{
    var pixels = Enumerable.Repeat(grey, 64 * 64).ToArray();
    var picture = ImageSource.FromPixels(pixels, 64, 64, PixelFormat.Gray8);
    try
    {
        var result = await vision.DetectAsync(picture, new DetectOptions { Slot = "lamps/detector" });
        var lamp = result.Detections[0];
        Console.WriteLine($"{lamp.Label} {lamp.Confidence:P0} says {result.Provenance.Models[0].Version}");
        foreach (var fallback in result.Provenance.Fallbacks)
        {
            Console.WriteLine($"  fallback: {fallback}");
        }
    }
    catch (ModelRunException exception)
    {
        Console.WriteLine($"{exception.ModelId} {exception.Version} failed: {exception.Failure}");
    }
}

async Task ReportAsync()
{
    #region health
    var report = await health.CheckHealthAsync();
    foreach (var (name, entry) in report.Entries)
    {
        Console.WriteLine($"{name}: {entry.Status} {entry.Description}");
        Console.WriteLine($"  {string.Join(", ", entry.Data.Select(static item => $"{item.Key}={item.Value}"))}");
    }
    #endregion
}
