using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using VisionSdk.Benchmarks;

switch (args)
{
    case ["optimized-loads"]:
        OptimizedLoads.Run();
        return;
    case ["gallery-compare", var rows]:
        await GalleryComparison.RunAsync(int.Parse(rows, CultureInfo.InvariantCulture));
        return;
    case ["gallery-recall", var rows]:
        await GalleryRecall.RunAsync(int.Parse(rows, CultureInfo.InvariantCulture));
        return;
    case ["gallery-export", var path, var rows]:
        await GalleryExport.RunAsync(path, int.Parse(rows, CultureInfo.InvariantCulture));
        return;
    case ["store-insert", var rows, var perPerson]:
        await StoreComparison.InsertAsync(
            int.Parse(rows, CultureInfo.InvariantCulture),
            int.Parse(perPerson, CultureInfo.InvariantCulture)
        );
        return;
    case ["store-load", var rows, var perPerson]:
        await StoreComparison.LoadAsync(
            int.Parse(rows, CultureInfo.InvariantCulture),
            int.Parse(perPerson, CultureInfo.InvariantCulture)
        );
        return;
}

// All candidates run in one process on the same machine within minutes: read the ratios, not the times.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(15);
var config = DefaultConfig
    .Instance.AddJob(job)
    .AddColumn(StatisticColumn.Median)
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
BenchmarkSwitcher.FromAssembly(typeof(Packages).Assembly).Run(args, config);
