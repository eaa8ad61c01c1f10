using System.Text.Json;
using System.Text.Json.Serialization;

namespace VisionSdk;

/// <summary>How a manifest's JSON spells decoders and enumerations.</summary>
internal static class DecoderNames
{
    private static readonly Dictionary<Type, string> Names = typeof(DecoderSettings)
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
        .Cast<JsonDerivedTypeAttribute>()
        .ToDictionary(static derived => derived.DerivedType, static derived => (string)derived.TypeDiscriminator!);

    public static IEnumerable<string> All => Names.Values.Order(StringComparer.Ordinal);

    public static string Of(DecoderSettings settings) => Names[settings.GetType()];

    public static string Of<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value).Trim('"');
}
