namespace VisionSdk.Storage;

/// <summary>Checks arguments.</summary>
internal static class Require
{
    public static void Text(string? text, int longest, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        if (text.Length > longest)
        {
            throw new ArgumentException($"It has {text.Length} characters; at most {longest} are stored.", name);
        }
    }
}
