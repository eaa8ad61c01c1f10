using VisionSdk;
using VisionSdk.Models.Builder;

var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
for (var i = 0; i + 1 < args.Length; i += 2)
{
    arguments[args[i]] = args[i + 1];
}

if (
    !arguments.TryGetValue("--definitions", out var definitions)
    || !arguments.TryGetValue("--weights", out var weights)
    || !arguments.TryGetValue("--lock", out var lockFile)
    || !arguments.TryGetValue("--output", out var output)
)
{
    await Console.Error.WriteLineAsync(
        "usage: VisionSdk.Models.Builder --definitions FOLDER --weights NODE_MODULES --lock PACKAGE-LOCK.JSON --output FOLDER"
    );
    return 2;
}

try
{
    var builder = new PackageBuilder(definitions, new WeightPackages(weights, lockFile), output);
    foreach (var package in builder.BuildAll())
    {
        Console.WriteLine($"  {package.Id} {package.Version}: {package.Artifact.Size / 1024:N0} KiB");
    }

    return 0;
}
catch (VisionSdkException exception)
{
    // The form that MSBuild shows as an error of the build.
    await Console.Error.WriteLineAsync($"VisionSdk.Models.Builder : error VSDK0003: {exception.Message}");
    return 1;
}
