namespace VisionSdk.ML;

/// <summary>Names of the columns inside a saved composition; it drops them at its end. Part of the file format: never change one.</summary>
internal static class SavedColumns
{
    public const string Key = "VisionSdk.Key";
    public const string Settings = "VisionSdk.Settings";
    public const string Path = "VisionSdk.Path";
    public const string Bytes = "VisionSdk.Bytes";
    public const string Box = "VisionSdk.Box";
    public const string Values = "VisionSdk.Values";
    public const string Status = "VisionSdk.Status";
    public const string SlicePrefix = "VisionSdk.Slice";
}
