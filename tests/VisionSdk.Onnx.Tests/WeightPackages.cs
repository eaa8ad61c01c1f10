namespace VisionSdk.Onnx.Tests;

/// <summary>Finds the npm packages with foreign weights, which are restored beside the project that builds the model packages.</summary>
internal static class WeightPackages
{
    public const string Missing =
        "The weight packages are absent: run 'npm ci' in models/VisionSdk.Models or set VISIONSDK_WEIGHTS to a node_modules folder.";

    private static readonly string? Root = FindRoot();

    public static string? FaceApi { get; } = Find("@vladmandic", "face-api", "model");

    public static string? Human { get; } = Find("@vladmandic", "human", "models");

    private static string? Find(params ReadOnlySpan<string> parts)
    {
        var path = Root is null ? null : Path.Combine([Root, .. parts]);
        return Directory.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("VISIONSDK_WEIGHTS") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "models", "VisionSdk.Models", "node_modules");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
