using System.Globalization;

namespace VisionSdk;

/// <summary>What no output may be: not finite, or the same for every photo.</summary>
internal static class TensorChecks
{
    public static IEnumerable<ModelFinding> Of(ModelManifest manifest, IReadOnlyList<RecordedRun> photos)
    {
        for (var tensor = 0; tensor < manifest.Output.Tensors.Length; tensor++)
        {
            var name = manifest.Output.Tensors[tensor];
            if (NotFinite(photos, tensor) is { } seen)
            {
                yield return new ModelFinding(
                    "output-not-finite",
                    FindingSeverity.Error,
                    $"Output '{name}' is not finite.",
                    seen,
                    "input.scale, input.mean: values far outside the trained range overflow"
                );
            }
            else if (photos.Count > 1 && tensor == 0 && AllEqual(photos))
            {
                yield return new ModelFinding(
                    "output-constant",
                    FindingSeverity.Error,
                    "The network answers the same to every photo.",
                    $"'{name}' has the same {photos[0].Values(0).Length} values for {photos.Count} photos",
                    "input: wrong scale or a graph without its weights"
                );
            }
        }
    }

    private static string? NotFinite(IReadOnlyList<RecordedRun> photos, int tensor)
    {
        for (var photo = 0; photo < photos.Count; photo++)
        {
            var values = photos[photo].Values(tensor);
            for (var i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"value {i} is {values[i]} in photo {photo + 1}"
                    );
                }
            }
        }

        return null;
    }

    // Rounding aside; a table of nothing found is empty in every photo, and no finding.
    private static bool AllEqual(IReadOnlyList<RecordedRun> photos)
    {
        var first = photos[0].Values(0);
        foreach (var photo in photos.Skip(1))
        {
            var values = photo.Values(0);
            if (values.Length != first.Length)
            {
                return false;
            }

            for (var i = 0; i < values.Length; i++)
            {
                if (MathF.Abs(values[i] - first[i]) > 1e-5f * MathF.Max(1, MathF.Abs(first[i])))
                {
                    return false;
                }
            }
        }

        return !first.IsEmpty;
    }
}
