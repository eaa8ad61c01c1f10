using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk.ML;

/// <summary>Names of a model's classes.</summary>
internal sealed class LabelTable(ModelManifest manifest, int classCount)
{
    // Text for classes without a name is made once, not per result.
    private readonly ImmutableArray<string> _labels =
    [
        .. Enumerable
            .Range(0, classCount)
            .Select(id =>
                id < manifest.Labels.Length ? manifest.Labels[id] : id.ToString(CultureInfo.InvariantCulture)
            ),
    ];

    public ImmutableArray<string> Labels => _labels;

    public string this[int classId] =>
        (uint)classId < (uint)_labels.Length
            ? _labels[classId]
            : throw new ModelSignatureException(
                $"Model '{manifest.Id}' returned class {classId}; its manifest has {_labels.Length}. Correct the manifest."
            );

    /// <summary>Whether each class is one of some labels; <see langword="null"/> for all when there are none.</summary>
    /// <exception cref="ArgumentException">A label is not the model's.</exception>
    public bool[]? Select(ImmutableArray<string> labels)
    {
        if (labels.IsDefaultOrEmpty)
        {
            return null;
        }

        var selected = new bool[_labels.Length];
        foreach (var label in labels)
        {
            var classId = _labels.IndexOf(label);
            if (classId < 0)
            {
                throw new ArgumentException(
                    $"Model '{manifest.Id}' has no class '{label}'; it has: {string.Join(", ", _labels)}.",
                    nameof(labels)
                );
            }

            selected[classId] = true;
        }

        return selected;
    }
}
