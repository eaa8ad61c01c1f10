using VisionSdk.Models;

namespace VisionSdk.ML.Tests;

/// <summary>The default model packages.</summary>
internal static class DefaultPackages
{
    public static ModelRepository Repository { get; } = new(DefaultModels.Folder);

    public static ModelPackage Find(string id) => Repository.Find(id)!;
}
