namespace VisionSdk;

/// <summary>The inverse of the activations by which <see cref="AnchorGridDecoder"/> reads one anchor of one cell.</summary>
internal readonly record struct YoloTargetCoding(AnchorGridSettings Settings)
{
    private const int BoxChannels = 5;

    // Of (2σ)²: the decoder reaches 4 anchors at infinity only.
    private const double QuadraticLimit = 4;

    /// <summary>Channels per anchor: x, y, w, h, objectness, classes.</summary>
    public int Channels => BoxChannels + (Settings.HasClassScores ? Settings.ClassCount : 0);

    private bool IsQuadratic => Settings.BoxCoding == YoloBoxCoding.Quadratic;

    /// <summary>Whether the decoder applies an activation to a channel.</summary>
    public bool IsActivated(int channel) =>
        channel switch
        {
            2 or 3 => IsQuadratic,
            >= BoxChannels => Settings.ClassActivation != ScoreActivation.None,
            _ => true,
        };

    /// <summary>Whether a box of so many times the anchor's sides can be coded.</summary>
    public bool Expresses((double Width, double Height) ratio) =>
        !IsQuadratic || (ratio.Width < QuadraticLimit && ratio.Height < QuadraticLimit);

    /// <summary>Writes an object, unless another one is there.</summary>
    /// <param name="offset">Centre from the corner of the cell, in cells: [0, 1).</param>
    /// <param name="ratio">Sides in anchors.</param>
    /// <param name="classId">Index of the class.</param>
    /// <param name="cells">Distance from one channel to the next.</param>
    /// <param name="channels">The values from the anchor's first channel in the cell on.</param>
    public bool TryWrite(
        (double X, double Y) offset,
        (double Width, double Height) ratio,
        int classId,
        int cells,
        Span<float> channels
    )
    {
        ref var objectness = ref channels[4 * cells];
        if (objectness > 0)
        {
            return false;
        }

        objectness = 1;
        channels[0] = (float)(IsQuadratic ? (offset.X + 0.5) / 2 : offset.X);
        channels[cells] = (float)(IsQuadratic ? (offset.Y + 0.5) / 2 : offset.Y);
        channels[2 * cells] = Size(ratio.Width);
        channels[3 * cells] = Size(ratio.Height);
        if (Settings.HasClassScores)
        {
            channels[(BoxChannels + classId) * cells] = 1;
        }

        return true;
    }

    private float Size(double ratio) => (float)(IsQuadratic ? Math.Sqrt(ratio) / 2 : Math.Log(ratio));
}
