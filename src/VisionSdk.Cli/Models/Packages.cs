using System.CommandLine;
using VisionSdk.ML;

namespace VisionSdk.Cli;

/// <summary>The packages that the command line means.</summary>
internal static class Packages
{
    public static ModelRepository Repository(CommonOptions common, ParseResult arguments)
    {
        var folder = arguments.GetValue(common.Models)?.FullName ?? ModelRepository.DefaultRoot;
        return Directory.Exists(folder)
            ? new ModelRepository(folder)
            : throw new ModelLoadException(
                $"The model folder '{folder}' does not exist. Pass --models, or install the default models (package VisionSdk.Models).",
                modelId: null,
                folder
            );
    }

    /// <summary>Opens a package by <c>id</c> or <c>id@version</c>.</summary>
    /// <exception cref="ModelLoadException">There is none.</exception>
    public static ModelPackage Open(ModelRepository repository, string name)
    {
        var parts = name.Split('@', 2);
        return (parts[0].Length == 0 ? null : repository.Find(parts[0], parts.ElementAtOrDefault(1)))
            ?? throw new ModelLoadException(
                $"There is no model '{name}' in '{repository.Root}'. 'vision models list' shows what there is.",
                parts[0],
                repository.Root
            );
    }
}
