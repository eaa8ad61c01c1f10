namespace VisionSdk.Storage;

/// <summary>The purposes that sealed values are bound to.</summary>
internal static class SealPurpose
{
    public const string Details = "details";

    public static string Vector(EmbeddingSpaceId space) => "vector:" + space.Value;

    public static string Crop(Guid embedding) => "crop:" + embedding.ToString("N");

    public static string CropPlace(Guid embedding) => "crop-place:" + embedding.ToString("N");

    public static string DecisionCrop(Guid decision, int ordinal) => $"decision-crop:{decision:N}:{ordinal}";
}
