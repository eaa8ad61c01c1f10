using VisionSdk.ML;
using VisionSdk.Models;

namespace VisionSdk.Benchmarks;

internal static class Packages
{
    public static ModelPackage Open(string id) =>
        new ModelRepository(DefaultModels.Folder).Find(id)
        ?? throw new InvalidOperationException($"'{id}' is not in {DefaultModels.Folder}.");
}
