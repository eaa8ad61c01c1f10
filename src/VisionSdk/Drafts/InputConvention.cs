using System.Collections.Immutable;

namespace VisionSdk;

/// <summary>How a family of networks is fed by the people who trained it: <c>value = (pixel · scale − mean) / std</c>.</summary>
/// <param name="Source">Whose convention it is, for people.</param>
internal sealed record InputConvention(string Source)
{
    public ColorOrder ColorOrder { get; init; } = ColorOrder.Rgb;

    public float Scale { get; init; } = 1;

    public ImmutableArray<float> Mean { get; init; } = [];

    public ImmutableArray<float> StandardDeviation { get; init; } = [];

    public ResizeMode Resize { get; init; } = ResizeMode.Letterbox;

    public PaddingPosition Padding { get; init; } = PaddingPosition.Center;

    public int PaddingValue { get; init; }

    /// <summary>How sure it is that a graph of this family follows the convention.</summary>
    public GuessConfidence Confidence { get; init; } = GuessConfidence.Likely;

    /// <summary>Pixels to about -1 … 1: (x − centre) / divisor.</summary>
    public InputConvention Centered(float centre, float divisor) =>
        this with
        {
            Mean = [centre, centre, centre],
            StandardDeviation = [divisor, divisor, divisor],
        };
}
