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
                return (candidate, [.. step.Models.Select(model => model.FindIn(candidate.Models))]);
            }
            catch (ModelLoadException exception)
            {
                // A wrong model says more than a missing one.
                failure = failure is null || exception is ModelIntegrityException ? exception : failure;
            }
        }

        throw failure!;
    }
}
