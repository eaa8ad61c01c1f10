using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VisionSdk;

/// <summary>A hash of anchors that does not depend on their order or on the last digits of a float.</summary>
internal static class AnchorDigest
{
    /// <summary>SHA-256 of one line <c>width height</c> per anchor, by rising area and width, in thousandths of a pixel, each ended by a line feed.</summary>
    /// <param name="anchors">The anchors, in pixels.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(IEnumerable<Anchor> anchors)
    {
        Anchor[] sorted = [.. anchors];
        Array.Sort(sorted, WeightedShapes.ByArea);
        var text = new StringBuilder();
        foreach (var (width, height) in sorted)
        {
            text.Append(CultureInfo.InvariantCulture, $"{width:0.###} {height:0.###}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())));
    }
}
