using System.Collections.Immutable;
using System.Text.Json;

namespace VisionSdk.ML;

/// <summary>Everything that an estimator was told, as a model file keeps it: models by name and hash, settings by value.</summary>
internal sealed record SavedStep
{
    /// <summary>The contract of the mapping that computes the step.</summary>
    public required string Contract { get; init; }

    public required VisionColumns Columns { get; init; }

    /// <summary>In the order that the feature expects.</summary>
    public required ImmutableArray<SavedModel> Models { get; init; }

    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    public BadImageHandling BadImages { get; init; }

    public int BatchSize { get; init; } = 1;

    public DetectionOptions? Detection { get; init; }

    public int MinFaceSize { get; init; }

    public ModelInput? Input { get; init; }

    public static SavedStep From(string contract, VisionFeature feature, params ReadOnlySpan<ModelPackage> models)
    {
        var saved = ImmutableArray.CreateBuilder<SavedModel>(models.Length);
        foreach (var model in models)
        {
            saved.Add(SavedModel.Of(model));
        }

        return new SavedStep
        {
            Contract = contract,
            Columns = feature.Columns,
            Models = saved.MoveToImmutable(),
            Limits = feature.Settings.Limits,
            BadImages = feature.Settings.BadImages,
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, SavedStepJsonContext.Default.SavedStep);

    /// <exception cref="ModelLoadException">The text is not a step that this version of the library knows.</exception>
    public static SavedStep Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SavedStepJsonContext.Default.SavedStep)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new ModelLoadException(
                $"The vision settings of the saved pipeline cannot be read: {exception.Message} Save it again with this version of the library, or load it with the version that saved it.",
                exception
            );
        }
    }
}
