using System.Globalization;

namespace VisionSdk;

/// <summary>What all decoders share: the checks of arguments and tensors, and what a candidate must be.</summary>
internal abstract class DetectionDecoder(DetectorSettings settings, int keypointsPerBox) : IDetectionDecoder
{
    public int KeypointsPerBox => keypointsPerBox;

    public void Decode(IOutputTensors outputs, ImageSize input, float minConfidence, DetectionCandidates candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(input.Width, nameof(input));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(input.Height, nameof(input));
        if (!(minConfidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(minConfidence), minConfidence, "A confidence is in [0, 1].");
        }

        if (candidates.KeypointsPerBox != keypointsPerBox)
        {
            throw new ArgumentException(
                $"The candidates carry {candidates.KeypointsPerBox} keypoints each; this decoder finds {keypointsPerBox}.",
                nameof(candidates)
            );
        }

        Read(outputs, input, minConfidence, candidates);
    }

    /// <summary>Adds the candidates; the arguments have been checked.</summary>
    protected abstract void Read(
        IOutputTensors outputs,
        ImageSize input,
        float minConfidence,
        DetectionCandidates candidates
    );

    /// <summary>Adds a candidate unless its confidence is below the minimum or its box is empty or not finite.</summary>
    protected static bool TryAdd(
        DetectionCandidates candidates,
        BoundingBox box,
        float confidence,
        float minConfidence,
        int classId,
        out Span<Keypoint> keypoints
    )
    {
        if (
            confidence >= minConfidence
            && !box.IsEmpty
            && float.IsFinite(box.X)
            && float.IsFinite(box.Y)
            && float.IsFinite(box.Width)
            && float.IsFinite(box.Height)
        )
        {
            keypoints = candidates.Add(box, MathF.Min(confidence, 1), classId);
            return true;
        }

        keypoints = [];
        return false;
    }

    /// <summary>The values of a tensor that must have as many of them as a shape says.</summary>
    protected ReadOnlySpan<float> Values(IOutputTensors outputs, int tensor, params ReadOnlySpan<int> shape)
    {
        var length = 1L;
        foreach (var dimension in shape)
        {
            length *= dimension;
        }

        var values = outputs.Values(tensor);
        return values.Length == length ? values : throw Mismatch(outputs, tensor, Text(shape));
    }

    /// <summary>The exception for a tensor that is not what the settings say.</summary>
    protected ModelSignatureException Mismatch(IOutputTensors outputs, int tensor, string expected)
    {
        var name = settings.Tensors[tensor];
        var actual = Text(outputs.Shape(tensor));
        return new ModelSignatureException(
            $"Output '{name}' is {actual} for one image; the manifest's decoder settings need {expected}. Correct the settings or use the graph that they were written for.",
            modelId: null,
            name,
            expected,
            actual
        );
    }

    private static string Text(ReadOnlySpan<int> shape) =>
        $"[{string.Join(", ", shape.ToArray().Select(static dimension => dimension.ToString(CultureInfo.InvariantCulture)))}]";
}
