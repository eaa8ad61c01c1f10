using System.Collections.Immutable;

namespace VisionSdk.ML;

/// <summary>The folders in which the models of loaded pipelines are looked for, the last registered first.</summary>
/// <remarks>ML.NET gives a loaded custom mapping no context, so this is one list for the process.</remarks>
internal static class VisionSdkRegistry
{
    private static readonly VisionSdkRegistration Default = new(
        new ModelRepository(ModelRepository.DefaultRoot),
        EngineOptions.Default
    );
    private static ImmutableArray<VisionSdkRegistration> _registrations = [];

    public static void Add(VisionSdkRegistration registration) =>
        ImmutableInterlocked.Update(ref _registrations, static (all, added) => all.Insert(0, added), registration);

    public static void Remove(VisionSdkRegistration registration) =>
        ImmutableInterlocked.Update(ref _registrations, static (all, removed) => all.Remove(removed), registration);

    /// <summary>The loaded networks of a step.</summary>
    /// <exception cref="ModelIntegrityException">A model is there, but with another hash.</exception>
    /// <exception cref="ModelLoadException">A model is nowhere, or cannot be loaded.</exception>
    public static SavedFunction<TResult> Load<TResult>(
        string settings,
        Func<SavedStep, IReadOnlyList<ModelPackage>, VisionFeature<TResult>> createFeature
    )
        where TResult : class
    {
        var step = SavedStep.Parse(settings);
        var (registration, packages) = Resolve(step);
        return registration.GetOrLoad(
            settings,
            () => new SavedFunction<TResult>(createFeature(step, packages), registration.Engine)
        );
    }

    /// <summary>The first registration that has all models of a step, and the models.</summary>
    public static (VisionSdkRegistration Registration, IReadOnlyList<ModelPackage> Packages) Resolve(SavedStep step)
    {
        ModelLoadException? failure = null;
        ImmutableArray<VisionSdkRegistration> candidates = [.. _registrations, Default];
        foreach (var candidate in candidates)
        {
            try
            {
                return (candidate, [.. step.Models.Select(model => Find(candidate.Models, model))]);
            }
            catch (ModelLoadException exception)
            {
                // A wrong model says more than a missing one.
                failure = failure is null || exception is ModelIntegrityException ? exception : failure;
            }
        }

        throw failure!;
    }

    private static ModelPackage Find(ModelRepository models, SavedModel wanted)
    {
        var package =
            models.Find(wanted.Id, wanted.Version)
            ?? throw new ModelLoadException(
                $"The saved pipeline uses model '{wanted.Id}' {wanted.Version}, which is not in '{models.Root}'. Install its package there, or register the folder that holds it: mlContext.RegisterVisionSdk(new ModelRepository(folder)).",
                wanted.Id,
                models.Root
            );
        var actual = package.Manifest.Artifact.Sha256;
        return actual == wanted.Sha256
            ? package
            : throw new ModelIntegrityException(
                $"The saved pipeline uses model '{wanted.Id}' {wanted.Version} with SHA-256 {wanted.Sha256}; the one in '{package.Directory}' has {actual}. Its numbers would be others: restore the package that the pipeline was made with, or make the pipeline anew.",
                wanted.Id,
                package.Directory,
                wanted.Sha256,
                actual
            );
    }
}
