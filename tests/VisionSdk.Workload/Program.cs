// A process that serves, for the tests that swap versions under it.
// Usage: swap FOLDER SLOT MODEL SWAPS CALLERS VERSION...   activates the versions in turn while callers detect; writes one line of figures.
//        serve FOLDER SLOT MODEL                          detects until a line comes; writes "ready", then a line "TICKS VERSION" at each change.
// The label of everything that a version finds must be the version itself: an answer that names another version is a mixture.
using VisionSdk.Workload;

switch (args)
{
    case ["swap", var folder, var slot, var model, var swaps, var callers, .. var versions]:
        await using (var client = Served.Open(folder, slot, $"{model}@{versions[0]}"))
        {
            var run = new SwapRun(client, slot, model, versions);
            Console.Out.WriteLine(await run.RunAsync(int.Parse(swaps), int.Parse(callers)));
        }

        return 0;
    case ["serve", var folder, var slot, var model]:
        await using (var client = Served.Open(folder, slot, model))
        {
            await Served.ServeAsync(client, slot);
        }

        return 0;
    default:
        Console.Error.WriteLine("swap FOLDER SLOT MODEL SWAPS CALLERS VERSION... | serve FOLDER SLOT MODEL");
        return 2;
}
