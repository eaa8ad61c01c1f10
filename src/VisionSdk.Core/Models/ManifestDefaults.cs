using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace VisionSdk;

/// <summary>Writes the default of every optional field that a manifest leaves out into its JSON.</summary>
/// <remarks>
/// The JSON source generator assigns every init-only property, also those that the JSON does not have, and gives those
/// <c>default(T)</c>: a scale of 0 instead of 1, a confidence of 0 instead of 0.5. With every field present the initialisers of the
/// records stay the one home of the defaults, and the records stay immutable.
/// </remarks>
internal static class ManifestDefaults
{
    // One instance of each type: what its initialisers say when nothing else is said. Required members do not matter here.
    private static readonly Dictionary<Type, object> Prototypes = new object[]
    {
        new ModelManifest
        {
            Id = "",
            Version = "",
            Task = default,
            Description = "",
            Artifact = null!,
            Provenance = null!,
            Input = null!,
            Output = null!,
        },
        new ModelInput
        {
            Name = "",
            Width = 0,
            Height = 0,
        },
        new AnchorGridSettings { Tensors = [], Anchors = [] },
        new AnchorFreeSettings { Tensors = [] },
        new PriorBoxSettings { Tensors = [], BoxCoding = default },
        new CenterHeatmapSettings { Tensors = [] },
        new ScrfdSettings { Tensors = [] },
        new YuNetSettings { Tensors = [] },
        new EndToEndSettings { Tensors = [] },
        new KeypointSettings { Tensors = [], Count = 0 },
        new ClassificationSettings { Tensors = [] },
        new EmbeddingSettings { Dimension = 0, Aligner = default },
        new GoldenOutput
        {
            Tensor = "",
            Length = 0,
            Scale = 0,
            MeanAbsolute = 0,
            Positions = [],
            Values = [],
        },
    }.ToDictionary(static prototype => prototype.GetType());

    /// <summary>Fills a value and everything below it.</summary>
    /// <param name="node">The value, as it was read; changed in place.</param>
    /// <param name="type">What it will be read as.</param>
    public static void Fill(JsonNode? node, JsonTypeInfo type)
    {
        switch (node)
        {
            case JsonArray array when type.ElementType is not null:
                var element = type.Options.GetTypeInfo(type.ElementType);
                foreach (var item in array)
                {
                    Fill(item, element);
                }

                break;
            case JsonObject value when type.Kind == JsonTypeInfoKind.Object:
                FillObject(value, Resolve(value, type));
                break;
        }
    }

    private static void FillObject(JsonObject value, JsonTypeInfo type)
    {
        Prototypes.TryGetValue(type.Type, out var prototype);
        foreach (var property in type.Properties)
        {
            var propertyType = type.Options.GetTypeInfo(property.PropertyType);
            if (value.TryGetPropertyValue(property.Name, out var present))
            {
                Fill(present, propertyType);
            }
            else if (!property.IsRequired && prototype is not null && property.Get?.Invoke(prototype) is { } initial)
            {
                value[property.Name] = JsonSerializer.SerializeToNode(initial, propertyType);
            }
        }
    }

    // The type that the discriminator names; an unknown one is left for the serializer to refuse.
    private static JsonTypeInfo Resolve(JsonObject value, JsonTypeInfo type)
    {
        if (
            type.PolymorphismOptions is { } options
            && value[options.TypeDiscriminatorPropertyName] is JsonValue discriminator
            && discriminator.TryGetValue(out string? name)
        )
        {
            foreach (var derived in options.DerivedTypes)
            {
                if (name.Equals(derived.TypeDiscriminator as string, StringComparison.Ordinal))
                {
                    return type.Options.GetTypeInfo(derived.DerivedType);
                }
            }
        }

        return type;
    }
}
