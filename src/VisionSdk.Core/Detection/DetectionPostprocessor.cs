using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace VisionSdk;

/// <summary>From a detector's raw outputs to results in the picture: decode, suppress, map back, name.</summary>
/// <remarks>Safe for concurrent use. Working memory is kept and reused; a call allocates its results and nothing else once it is warm.</remarks>
public sealed class DetectionPostprocessor
{
    private readonly IDetectionDecoder _decoder;
    private readonly ImmutableArray<string> _labels;
    private readonly ConcurrentBag<DetectionCandidates> _workspaces = [];

    /// <summary>Creates a postprocessor for a model.</summary>
    /// <param name="settings">Decoder and thresholds of the model.</param>
    /// <param name="labels">Class names in the order of class indices; a class without a name is called by its number.</param>
    /// <exception cref="ArgumentException">The settings contradict themselves.</exception>
    public DetectionPostprocessor(DetectorSettings settings, ImmutableArray<string> labels)
    {
        _decoder = DetectionDecoders.Create(settings);
        _labels = labels.IsDefault ? [] : labels;
        Selection = CandidateSelection.From(settings);
    }

    /// <summary>The selection that the model's settings ask for.</summary>
    public CandidateSelection Selection { get; }

    /// <summary>Finds the results of one image.</summary>
    /// <param name="outputs">Raw outputs of one image.</param>
    /// <param name="input">Size of the network's input in this run, in pixels.</param>
    /// <param name="placement">How the picture was placed on the input.</param>
    /// <param name="selection">Which candidates become results; <see langword="null"/> for <see cref="Selection"/>.</param>
    /// <returns>The detections in source pixels by falling confidence. Boxes may stick out of the picture.</returns>
    /// <exception cref="ModelSignatureException">An output has another number of values than the settings need.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A threshold of <paramref name="selection"/> is outside its range, or <paramref name="input"/> is empty.</exception>
    public ImmutableArray<Detection> Process(
        IOutputTensors outputs,
        ImageSize input,
        Letterbox placement,
        CandidateSelection? selection = null
    )
    {
        selection ??= Selection;
        if (!_workspaces.TryTake(out var candidates))
        {
            candidates = new DetectionCandidates(_decoder.KeypointsPerBox);
        }

        candidates.Clear();
        _decoder.Decode(outputs, input, selection.MinConfidence, candidates);
        var results = Select(candidates, placement, selection);
        _workspaces.Add(candidates);
        return results;
    }

    private ImmutableArray<Detection> Select(
        DetectionCandidates candidates,
        Letterbox placement,
        CandidateSelection selection
    )
    {
        var indices = ArrayPool<int>.Shared.Rent(candidates.Count);
        var confidences = ArrayPool<float>.Shared.Rent(candidates.Count);
        try
        {
            var count = selection.Select(candidates, indices.AsSpan(0, candidates.Count), confidences);
            var results = ImmutableArray.CreateBuilder<Detection>(count);
            for (var i = 0; i < count; i++)
            {
                results.Add(ToDetection(candidates, indices[i], confidences[i], placement));
            }

            return results.MoveToImmutable();
        }
        finally
        {
            ArrayPool<int>.Shared.Return(indices);
            ArrayPool<float>.Shared.Return(confidences);
        }
    }

    private Detection ToDetection(DetectionCandidates candidates, int index, float confidence, Letterbox placement)
    {
        var classId = candidates.ClassIds[index];
        var label = classId < _labels.Length ? _labels[classId] : classId.ToString(CultureInfo.InvariantCulture);
        return new Detection(placement.ToSource(candidates.Boxes[index]), confidence, classId, label)
        {
            Keypoints = ToSource(candidates.Keypoints(index), placement),
        };
    }

    private static ImmutableArray<Keypoint> ToSource(ReadOnlySpan<Keypoint> keypoints, Letterbox placement)
    {
        if (keypoints.IsEmpty)
        {
            return [];
        }

        var mapped = ImmutableArray.CreateBuilder<Keypoint>(keypoints.Length);
        foreach (var keypoint in keypoints)
        {
            mapped.Add(placement.ToSource(keypoint));
        }

        return mapped.MoveToImmutable();
    }
}
